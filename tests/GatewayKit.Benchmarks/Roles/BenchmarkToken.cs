using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Benchmarks.Roles;

/// <summary>A token of about a thousand characters, as identity providers issue them.
/// Every variant receives it with each request.</summary>
internal static class BenchmarkToken
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    public static string Value { get; } = Create();

    private static string Create()
    {
        var roles = string.Join(',', Enumerable.Range(0, 24).Select(i => $"\"orders.role-{i}\""));
        var claims = """
            {"iss":"https://login.example.com","sub":"alice","aud":["orders","billing"],"scope":"orders.read orders.write","exp":4102444800,
            """;
        var input = Encode("""{"alg":"HS256","typ":"at+jwt","kid":"bench"}""") + "." + Encode($"{claims}\"roles\":[{roles}]}}");
        return $"{input}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
