namespace GatewayKit.Tests.Edge;

/// <summary>Decodes a path as Kestrel does, %2F excepted; a test against the real one holds it to that.</summary>
internal static class ServerDecoding
{
    public static string Decode(string rawPath)
        => string.Join("%2f", rawPath.Split("%2f").Select(part => string.Join("%2F", part.Split("%2F").Select(Uri.UnescapeDataString))));
}
