using System.Diagnostics;

namespace GatewayKit.Samples.QuickStart;

/// <summary>The curl of this machine.</summary>
internal sealed class CurlProgram : ICurl
{
    private static readonly string? s_path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, "curl"), Path.Combine(folder, "curl.exe") })
        .FirstOrDefault(File.Exists);

    public static bool IsInstalled => s_path is not null;

    public async Task<string> RunAsync(CurlLine line)
    {
        using var curl = Process.Start(
            new ProcessStartInfo(s_path!, line.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = curl.StandardError.ReadToEndAsync();
        var output = await curl.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await errors.WaitAsync(TimeSpan.FromSeconds(60));
        return output;
    }
}
