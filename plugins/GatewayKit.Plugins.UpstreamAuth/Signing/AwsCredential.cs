using System.Security.Cryptography;

namespace GatewayKit.Plugins.UpstreamAuth.Signing;

/// <summary>Signs each upstream request by AWS Signature Version 4.</summary>
internal sealed class AwsCredential(AwsSignature options, TimeProvider time) : IUpstreamCredential
{
    private const string Prefix = "X-Amz-";
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    private readonly AwsSigner _signer = new(options);

    public ValueTask<HookResult> PrepareAsync(GatewayContext context)
    {
        if (options.SignBody)
            return HashAsync(context);

        context.State = Unsigned;
        return HookResult.Continue;
    }

    public void Apply(GatewayContext context, HttpRequestMessage request)
    {
        var payload = (string)context.State!;
        var now = time.GetUtcNow();
        UpstreamHeaders.Set(request, "X-Amz-Date", AwsSigner.Timestamp(now));
        UpstreamHeaders.Set(request, "X-Amz-Content-Sha256", payload);
        request.Headers.Remove("X-Amz-Security-Token");
        if (options.SessionToken is { } session)
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", session);

        var address = request.RequestUri!;
        IEnumerable<KeyValuePair<string, string>> headers =
        [
            new("Host", request.Headers.Host ?? address.Authority),
            .. request.Headers.NonValidated
                .Where(h => h.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                .Select(h => KeyValuePair.Create(h.Key, string.Join(", ", h.Value))), // one line, as it is sent
        ];
        UpstreamHeaders.Set(
            request, "Authorization", _signer.Sign(request.Method.Method, address.PathAndQuery, headers, payload, now));
    }

    public void Rejected(GatewayContext context)
    {
    }

    public void Dispose()
    {
    }

    private async ValueTask<HookResult> HashAsync(GatewayContext context)
    {
        var body = await context.BufferRequestBodyAsync(options.MaxBodySize).ConfigureAwait(false);
        context.State = AwsSigner.Hex(SHA256.HashData(body.Span));
        return HookResult.Continue;
    }
}
