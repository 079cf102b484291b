namespace GatewayKit.Loading;

/// <summary>
/// Whether the thread pool keeps its threads. A thread that has used a thread static of an unloaded assembly frees, when it ends,
/// an object of whichever assembly has got the thread static's place since: a mistake of .NET 9 and 10 that only keeping the
/// threads avoids.
/// </summary>
internal static class PoolThreads
{
    /// <summary>The setting of the runtime, which it reads before any code of ours runs.</summary>
    public const string Setting = "System.Threading.ThreadPool.ThreadsToKeepAlive";

    private const string Variable = "DOTNET_ThreadPool_ThreadsToKeepAlive";

    public static bool AreKept { get; } = (Environment.GetEnvironmentVariable(Variable) ?? AppContext.GetData(Setting)?.ToString()) == "-1";
}
