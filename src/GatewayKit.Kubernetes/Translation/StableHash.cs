namespace GatewayKit.Kubernetes.Translation;

/// <summary>A hash that every replica computes, now and after an update.</summary>
internal static class StableHash
{
    /// <summary>Returns the FNV-1a hash of a text of ASCII characters.</summary>
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
            hash = (hash ^ character) * 16777619u;
        return hash;
    }
}
