namespace GatewayKit.Tests.Shared;

/// <summary>Measures what code allocates on the calling thread.</summary>
internal static class AllocatedBytes
{
    private const int Rounds = 20;

    /// <summary>Returns the least of several rounds: now and then the runtime itself allocates on the thread,
    /// such as while it compiles.</summary>
    public static long Of(Action action)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = long.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
