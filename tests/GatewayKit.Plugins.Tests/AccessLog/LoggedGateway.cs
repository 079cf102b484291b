using System.Text.Json;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.AccessLog;

/// <summary>A gateway that logs to a file in a folder of its own.</summary>
internal sealed class LoggedGateway : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private bool _isStopped;

    private LoggedGateway(TemporaryFolder folder, GatewayTestHost host) => (_folder, Host) = (folder, host);

    public GatewayTestHost Host { get; }

    public string Folder => Path.GetDirectoryName(_folder["a"])!;

    public string File => _folder["access.log"];

    /// <param name="options">Further options of the plugin.</param>
    /// <param name="upstream">The upstream's answer.</param>
    /// <param name="setUp">Further settings.</param>
    /// <param name="plugins">Further plugins.</param>
    public static async Task<LoggedGateway> StartAsync(
        string options = "", RequestDelegate? upstream = null, Action<GatewayTestSetup>? setUp = null, params string[] plugins)
    {
        var folder = new TemporaryFolder();
        var host = await PluginGateway.StartAsync(PluginGateway.OneRoute([Entry(folder["access.log"], options), .. plugins]), setup =>
        {
            if (upstream is not null)
                setup.WithUpstream(upstream);
            setUp?.Invoke(setup);
        });
        return new LoggedGateway(folder, host);
    }

    public static string Entry(string path, string options = "", string id = "one")
        => $"{{ name: file-log, id: {id}, options: {{ path: '{path}'{(options.Length > 0 ? ", " + options : "")} }} }}";

    /// <summary>Reads a file that others write.</summary>
    public static string Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (IOException error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // It doesn't exist yet, or its name has changed.
            return "";
        }
    }

    public string[] Lines() => [.. Read(File).Split('\n').SkipLast(1)];

    /// <summary>Waits for a number of lines.</summary>
    public async Task<string[]> LinesAsync(int count)
    {
        await Eventually.TrueAsync(() => Lines().Length >= count);
        return Lines();
    }

    /// <summary>Waits for one line in JSON.</summary>
    public async Task<JsonElement> JsonAsync() => JsonSerializer.Deserialize<JsonElement>((await LinesAsync(1)).Single());

    /// <summary>Ends the gateway, which writes the last lines.</summary>
    /// <returns>All lines.</returns>
    public async Task<string[]> StopAsync()
    {
        if (!_isStopped)
            await Host.EndAsync();
        _isStopped = true;
        return Lines();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
