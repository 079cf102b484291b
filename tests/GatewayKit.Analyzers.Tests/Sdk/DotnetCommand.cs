using System.Diagnostics;

namespace GatewayKit.Analyzers.Tests.Sdk;

/// <summary>Runs the SDK in a folder as somebody would at a prompt, with a folder of packages of its own.</summary>
internal sealed class DotnetCommand(string folder, string packages)
{
    public async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the build that runs these tests tells its children is about itself.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["UseSharedCompilation"] = "false";

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(4));
            var text = await output.WaitAsync(TimeSpan.FromSeconds(30)) + await errors.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} in {folder}:\n{text}");
            return text;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
