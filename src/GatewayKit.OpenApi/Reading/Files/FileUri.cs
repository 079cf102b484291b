using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Creates URIs of files with any characters in their names (RFC 8089).</summary>
internal static class FileUri
{
    public const string NameScheme = "openapi";

    public static Uri Of(string path)
    {
        var full = Path.GetFullPath(path).Replace(Path.DirectorySeparatorChar, '/');
        return new Uri("file://" + (full[0] == '/' ? "" : "/") + Escape(full));
    }

    /// <summary>Returns the URI of a document that isn't a file.</summary>
    public static Uri OfName(string name) => new($"{NameScheme}:///{Escape(name)}");

    private static string Escape(string path) => SchemaLocation.Encode(path).Replace("?", "%3F", StringComparison.Ordinal);
}
