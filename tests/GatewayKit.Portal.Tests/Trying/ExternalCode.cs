using System.Diagnostics;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Trying;

/// <summary>Runs code in a process, in an empty folder.</summary>
internal static class ExternalCode
{
    /// <summary>Runs code, and checks that it succeeds and leaves no file.</summary>
    public static async Task RunAsync(string command, string file, string code)
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-code-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), code);
            var start = new ProcessStartInfo(command, [file])
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            foreach (var proxy in new[] { "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY" })
                start.Environment.Remove(proxy);
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            try
            {
                await process.WaitForExitAsync().WaitAsync(PortalHost.Patience);
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
            }

            Assert.True(process.ExitCode == 0, $"{await output}{await error}");
            Assert.Equal([file], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
