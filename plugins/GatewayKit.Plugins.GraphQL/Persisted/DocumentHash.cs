using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.GraphQL.Persisted;

/// <summary>The SHA-256 hash of a document, in hexadecimal digits.</summary>
internal static class DocumentHash
{
    private const int Length = 64;
    private const string Prefix = "sha256:";

    public static string Of(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    /// <summary>Returns whether an id is a hash.</summary>
    public static bool Is(string id) => id.Length == Length && id.All(char.IsAsciiHexDigit);

    /// <summary>Returns an id without the prefix that GraphQL over HTTP has for hashes.</summary>
    public static string WithoutPrefix(string id) => id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id;
}
