using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GatewayKit.Plugins.Tests.Mcp;

/// <summary>The official conformance suite of the protocol: the npm package <c>@modelcontextprotocol/conformance</c> in the folder that
/// <c>GATEWAYKIT_MCP_CONFORMANCE</c> names, with the package <c>node</c>, or with Node on the path.</summary>
internal static partial class Conformance
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static readonly string? s_modules = Environment.GetEnvironmentVariable("GATEWAYKIT_MCP_CONFORMANCE") is { Length: > 0 } folder
        ? Path.Combine(folder, "node_modules") : null;

    private static string? Script => s_modules is null
        ? null
        : Path.Combine(s_modules, "@modelcontextprotocol", "conformance", "dist", "index.js");

    /// <summary>Gets whether the suite is on this machine.</summary>
    public static bool IsAvailable => File.Exists(Script);

    /// <summary>Runs a scenario against a server, and returns the output.</summary>
    public static async Task<string> RunAsync(Uri server, string scenario, string version)
    {
        var own = Path.Combine(s_modules!, ".bin", "node");
        var start = new ProcessStartInfo(File.Exists(own) ? own : "node")
        {
            ArgumentList = { Script!, "server", "--url", server.ToString(), "--scenario", scenario, "--spec-version", version },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(s_patience);
            return await output + await errors;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Returns the ids of the checks that failed, separated by commas.</summary>
    public static string FailedChecks(string output)
        => string.Join(", ", Failed().Matches(output).Select(check => check.Groups[1].Value));

    [GeneratedRegex(@"\[([a-z0-9-]+) *\] \S*FAILURE")]
    private static partial Regex Failed();
}
