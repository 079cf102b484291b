using System.Diagnostics;
using System.Globalization;
using GatewayKit.Benchmarks.Compare;
using GatewayKit.Benchmarks.Servers;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>A single gateway of the cluster: the tool, or a host of this program.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private readonly Process? _tool;
    private readonly ChildProcess? _own;
    private readonly int _id;

    private GatewayProcess(Process tool) => (_tool, _id) = (tool, tool.Id);

    private GatewayProcess(ChildProcess own, int id) => (_own, _id) = (own, id);

    /// <summary>The processor time so far, in seconds.</summary>
    public double CpuSeconds => ProcessFiles.CpuMicroseconds(_id) / 1e6;

    public long PrivateBytes => ProcessFiles.PrivateBytes(_id);

    /// <summary>The largest resident memory so far.</summary>
    public long PeakBytes => ProcessFiles.PeakBytes(_id);

    public static async Task<GatewayProcess> StartAsync(ClusterOptions options, string kubeconfig, string runtimeConfig)
    {
        if (options.Tool is null)
        {
            var (process, id) = await ChildProcess.StartAsync<int>(ReplicaRole.Name, [kubeconfig, "gateway", "0"], null, runtimeConfig)
                .ConfigureAwait(false);
            return new GatewayProcess(process, id);
        }

        string[] arguments = ["run", "--kubernetes", "--log-level", "Critical"];
        var start = Path.GetExtension(options.Tool) == ".dll"
            ? new ProcessStartInfo("dotnet", [options.Tool, .. arguments]) : new ProcessStartInfo(options.Tool, arguments);
        start.Environment["KUBECONFIG"] = kubeconfig;
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var tool = Process.Start(start)!;
        tool.OutputDataReceived += static (_, _) => { };
        tool.ErrorDataReceived += static (_, _) => { };
        tool.BeginOutputReadLine();
        tool.BeginErrorReadLine();
        return new GatewayProcess(tool);
    }

    public void Dispose()
    {
        _own?.Dispose();
        if (_tool is null)
            return;

        if (!_tool.HasExited)
            _tool.Kill();
        _tool.WaitForExit();
        _tool.Dispose();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {_id}");
}
