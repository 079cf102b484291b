namespace GatewayKit.Plugins.Tests;

internal static class HookCalls
{
    /// <summary>What a hook that waits for nothing gives.</summary>
    public static T Now<T>(this ValueTask<T> result)
        => result.IsCompletedSuccessfully ? result.Result : throw new InvalidOperationException("It did not end at once.");
}
