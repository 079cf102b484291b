using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Benchmarks.Roles;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>The credentials that the client of a variant presents with each request.</summary>
internal static class Credentials
{
    /// <summary>Lets a server send the credentials of a variant.</summary>
    public static async Task AddAsync(string variant, SocketlessServer server)
    {
        switch (variant)
        {
            case Role.BasicAuth:
                server.Headers["Authorization"] =
                    "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:" + BenchmarkConsumer.Password));
                break;
            case Role.HttpSignatureHmac:
                Sign(server, "hmac", text => HMACSHA256.HashData(Encoding.ASCII.GetBytes(BenchmarkConsumer.Secret), text));
                break;
            case Role.HttpSignatureEcdsa:
                Sign(server, "ecdsa", text => BenchmarkConsumer.Ecdsa.SignData(text, HashAlgorithmName.SHA256));
                break;
            case Role.HttpSignatureEd25519:
                Sign(server, "ed25519", BenchmarkConsumer.SignEd25519);
                break;
            case Role.MtlsAuth:
                server.ClientCertificate = BenchmarkConsumer.Certificate;
                break;
            case Role.Oidc:
                server.Headers["Cookie"] = await LogInAsync(server).ConfigureAwait(false);
                break;
        }
    }

    // The components that http-signature requires by default (RFC 9421, section 2.5).
    private static void Sign(SocketlessServer server, string keyId, Func<byte[], byte[]> sign)
    {
        var created = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var parameters = $"(\"@method\" \"@authority\" \"@path\" \"@query\");created={created};keyid=\"{keyId}\"";
        var text = "\"@method\": GET\n\"@authority\": api.example.com\n\"@path\": /orders/42\n\"@query\": ?expand=items\n"
            + $"\"@signature-params\": {parameters}";
        server.Headers["Signature-Input"] = "bench=" + parameters;
        server.Headers["Signature"] = $"bench=:{Convert.ToBase64String(sign(Encoding.ASCII.GetBytes(text)))}:";
    }

    // The way of a browser, without the page of the provider.
    private static async Task<string> LogInAsync(SocketlessServer server)
    {
        var start = await server.AskAsync("/orders/login", "").ConfigureAwait(false);
        var asked = QueryHelpers.ParseQuery(new Uri(start.Location!).Query);
        server.Headers["Cookie"] = Pair(start.SetCookie);
        var end = await server.AskAsync("/orders/callback", $"?state={asked["state"]}&code={asked["nonce"]}").ConfigureAwait(false);
        return Pair(end.SetCookie.Where(cookie => !cookie!.Contains("; max-age=0;", StringComparison.Ordinal)));
    }

    private static string Pair(IEnumerable<string?> cookies) => cookies.Single()!.Split(';')[0];
}
