using System.Text;
using GatewayKit.OpenApi.Fixtures;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Record;

/// <summary>A gateway that records into a file of a folder of its own.</summary>
internal sealed class Recording : IAsyncDisposable
{
    /// <summary>The document with a secret that is only one by the schema that its own schema includes.</summary>
    private static readonly string s_document = PetApi.Document.Replace(
        "chip:",
        "pins: { type: array, items: { allOf: [ { $ref: '#/components/schemas/Pin' } ] } }\n        chip:",
        StringComparison.Ordinal)
        + "\n    Pin: { type: string, format: password }\n";

    private readonly TemporaryFolder _folder;
    private bool _isStopped;

    private Recording(TemporaryFolder folder, GatewayTestHost host) => (_folder, Host) = (folder, host);

    public GatewayTestHost Host { get; }

    public string File => _folder["fixtures.json"];

    /// <param name="upstream">What the upstream answers.</param>
    /// <param name="options">Further options of the plugin.</param>
    /// <param name="content">What the file has already.</param>
    public static async Task<Recording> StartAsync(
        RequestDelegate upstream, string options = "", string? content = null, params string[] plugins)
    {
        var folder = new TemporaryFolder();
        folder.Write("pets.yaml", s_document);
        if (content is not null)
            folder.Write("fixtures.json", content);

        var record = Entry(folder["fixtures.json"], options.Replace("pets.yaml", folder["pets.yaml"], StringComparison.Ordinal));
        var host = await PluginGateway.StartAsync(PluginGateway.OneRoute([record, .. plugins]), setup => setup.WithUpstream(upstream));
        return new Recording(folder, host);
    }

    public static string Entry(string file, string options = "")
        => $"{{ name: record, options: {{ file: '{file}'{(options.Length > 0 ? ", " + options : "")} }} }}";

    public static RequestDelegate Answer(string body, string contentType = "application/json", int status = 200) => http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(body);
    };

    public async Task<Answer> PostAsync(string target, string body, string contentType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
        using var response = await Host.Client.PostAsync(new Uri(target, UriKind.Relative), content).WaitAsync(TimeSpan.FromSeconds(60));
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
    }

    /// <summary>Stops the gateway, which writes what is left, and reads the file.</summary>
    public async Task<IReadOnlyList<Fixture>> StopAsync()
    {
        _isStopped = true;
        await Host.EndAsync();
        if (!System.IO.File.Exists(File))
            return [];

        var result = FixtureFile.Load(File);
        Assert.Empty(result.Errors);
        return result.Fixtures!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
            await Host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        _folder.Dispose();
    }
}
