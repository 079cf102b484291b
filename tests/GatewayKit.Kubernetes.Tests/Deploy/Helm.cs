using System.Diagnostics;

namespace GatewayKit.Kubernetes.Tests.Deploy;

/// <summary>Helm, of the environment variable <c>GATEWAYKIT_HELM</c> or of the path.</summary>
internal static class Helm
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static string? Executable { get; } = Environment.GetEnvironmentVariable("GATEWAYKIT_HELM") is { Length: > 0 } path
        ? path
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "helm")).FirstOrDefault(File.Exists);

    /// <summary>Runs a command in the folder of the charts, and returns its output.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output, errors) = await StartAsync(arguments);
        Assert.True(code == 0, errors + output);
        return output.ReplaceLineEndings("\n");
    }

    /// <summary>Runs a command that fails, and returns its errors.</summary>
    public static async Task<string> FailAsync(params string[] arguments)
    {
        var (code, _, errors) = await StartAsync(arguments);
        Assert.NotEqual(0, code);
        return errors;
    }

    private static async Task<(int Code, string Output, string Errors)> StartAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Executable!, arguments)
        {
            WorkingDirectory = DeployFiles.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await errors);
    }
}
