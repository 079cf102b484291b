using System.Runtime.InteropServices;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>Sends SIGTERM, as Kubernetes does to the processes of a pod that it stops.</summary>
internal static partial class Termination
{
    private const int Terminate = 15;

    /// <exception cref="InvalidOperationException">The process can't be signaled.</exception>
    public static void Send(int process)
    {
        if (Kill(process, Terminate) != 0)
            throw new InvalidOperationException($"The process {process} can't be signaled: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
