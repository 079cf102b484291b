namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>Which bucket.</summary>
/// <param name="Collection">The collection's number.</param>
/// <param name="Scope">The ids in the path above it, each escaped and with a slash after it; empty at the top.</param>
internal readonly record struct BucketKey(int Collection, string Scope)
{
    public static string Below(string scope, string key) => $"{scope}{Uri.EscapeDataString(key)}/";
}
