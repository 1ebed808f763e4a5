import { createHmac, timingSafeEqual } from 'node:crypto';
import { listen, serve } from './serve.ts';

// The least that anything in Node can do: read the body, check the signature, say "received".
const secret = process.env.SLACK_SIGNING_SECRET!;
const url = await listen((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const timestamp = String(request.headers['x-slack-request-timestamp']);
    const hash = createHmac('sha256', secret)
      .update(`v0:${timestamp}:${Buffer.concat(chunks)}`)
      .digest();
    const given = Buffer.from(String(request.headers['x-slack-signature']).slice(3), 'hex');
    const valid = given.length === hash.length && timingSafeEqual(given, hash);
    response.writeHead(valid ? 200 : 401, { 'content-length': 0 }).end();
  });
});
serve(url);
