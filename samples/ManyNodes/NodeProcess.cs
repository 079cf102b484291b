using System.Diagnostics;

namespace ManyNodes;

/// <summary>The process of a gateway.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private NodeProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>The address of the gateway.</summary>
    public Uri Address { get; }

    /// <summary>Starts a gateway, and waits until it listens.</summary>
    /// <param name="redis">The address of Redis.</param>
    /// <param name="prefix">The start of all keys.</param>
    public static async Task<NodeProcess> StartAsync(string redis, string prefix)
    {
        // The program of this process is dotnet, or an executable of this sample.
        var program = Environment.ProcessPath!;
        string[] sample = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(NodeProcess).Assembly.Location] : [];
        var process = Process.Start(new ProcessStartInfo(program, [.. sample, GatewayNode.Command, redis, prefix])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var address = await process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
            return new NodeProcess(process, new Uri(address ?? throw new InvalidOperationException("A gateway doesn't start.")));
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>Kills the gateway, in the middle of its requests.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc />
    public void Dispose() => End(_process);

    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit(s_patience);
        process.Dispose();
    }
}
