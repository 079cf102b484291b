namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>Identifies a bucket.</summary>
/// <param name="Collection">The collection's number.</param>
/// <param name="Scope">The ids in the path above it, each escaped and followed by a slash; empty at the top level.</param>
internal readonly record struct BucketKey(int Collection, string Scope)
{
    public static string Below(string scope, string key) => $"{scope}{Uri.EscapeDataString(key)}/";
}
