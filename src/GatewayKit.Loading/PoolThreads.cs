namespace GatewayKit.Loading;

/// <summary>
/// Checks whether the thread pool keeps its threads. When a thread that used a thread static of an unloaded assembly ends, .NET 9 and 10
/// free an object of the assembly that uses the same thread-static slot since then. Only keeping the threads avoids this runtime
/// bug.
/// </summary>
internal static class PoolThreads
{
    /// <summary>The name of the runtime setting. The runtime reads it before any managed code runs.</summary>
    public const string Setting = "System.Threading.ThreadPool.ThreadsToKeepAlive";

    private const string Variable = "DOTNET_ThreadPool_ThreadsToKeepAlive";

    public static bool AreKept { get; } = (Environment.GetEnvironmentVariable(Variable) ?? AppContext.GetData(Setting)?.ToString()) == "-1";
}
