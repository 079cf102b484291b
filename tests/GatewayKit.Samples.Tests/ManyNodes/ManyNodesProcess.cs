using System.Diagnostics;

namespace GatewayKit.Samples.ManyNodes;

/// <summary>A run of the sample, in a process of its own.</summary>
internal static class ManyNodesProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(240);

    /// <summary>Built side by side: tests/[project]/bin/[configuration]/[framework] and samples/ManyNodes/bin/...</summary>
    private static readonly string s_path = Path.Combine(
        AppContext.BaseDirectory.Replace(
            Path.Combine("tests", "GatewayKit.Samples.Tests", "bin"), Path.Combine("samples", "ManyNodes", "bin"),
            StringComparison.Ordinal),
        "ManyNodes.dll");

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [s_path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(s_patience);
            return (process.ExitCode, await output.WaitAsync(s_patience), await errors.WaitAsync(s_patience));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
