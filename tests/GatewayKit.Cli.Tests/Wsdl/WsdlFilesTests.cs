using GatewayKit.Cli.Importing.Wsdl;
using GatewayKit.Cli.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Cli.Tests.Wsdl;

public sealed class WsdlFilesTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WorkFolder _folder = new WorkFolder().WithOrders();
    private readonly WebApplication _app;

    public WsdlFilesTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/moved", () => Results.Redirect("/orders.wsdl"));
        _app.MapGet("/endless", async (HttpContext http) =>
        {
            await http.Response.WriteAsync("<a>");
            await http.Response.Body.FlushAsync();
            _started.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        _app.MapGet("/huge", () => Results.Bytes(new byte[(8 << 20) + 1]));
        _app.MapGet("/{**path}", (string path) => Results.File(_folder[path]));
    }

    private string Url => _app.Urls.Single();

    public Task InitializeAsync() => _app.StartAsync();

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_document_of_a_url_can_import_others_of_its_origin()
        => Assert.Equal(2, RoutesOf($"{Url}/orders.wsdl", allowsRemote: false));

    [Fact]
    public void A_file_can_import_documents_of_a_url_only_if_that_is_allowed()
    {
        CopyOrders("remote.wsdl", $"{Url}/interface.wsdl");

        Assert.Equal(2, RoutesOf(_folder["remote.wsdl"], allowsRemote: true));
        var error = Assert.Throws<ToolException>(() => RoutesOf(_folder["remote.wsdl"], allowsRemote: false));
        Assert.Contains("isn't read. Use --remote", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_of_a_url_cannot_import_files()
    {
        CopyOrders("local.wsdl", "file:///etc/hosts");

        var error = Assert.Throws<ToolException>(() => RoutesOf($"{Url}/local.wsdl", allowsRemote: true));

        Assert.Contains("'/etc/hosts' is outside the document's folder.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirect_is_not_followed()
        => Assert.Contains(
            "responded with 302.", Assert.Throws<ToolException>(() => RoutesOf($"{Url}/moved", allowsRemote: true)).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_download_that_does_not_end_is_canceled()
    {
        var time = new FakeTimeProvider();
        using var files = new WsdlFiles($"{Url}/endless", [], allowsRemote: false, time);
        var loading = Task.Run(() => WsdlDefinitions.Load(files));
        await _started.Task.WaitAsync(s_patience);

        time.Advance(TimeSpan.FromSeconds(60));

        var error = await Assert.ThrowsAsync<ToolException>(() => loading.WaitAsync(s_patience));
        Assert.EndsWith("can't be read: the downloads took longer than 60 seconds.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_download_that_is_too_large_ends()
        => Assert.EndsWith(
            "/huge' is larger than 8 MB.", Assert.Throws<ToolException>(() => RoutesOf($"{Url}/huge", allowsRemote: false)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_reference_root_allows_another_folder()
    {
        Directory.CreateDirectory(_folder["sub"]);
        CopyOrders("sub/orders.wsdl", "../interface.wsdl");

        using var files = new WsdlFiles(_folder["sub/orders.wsdl"], [_folder.Path], allowsRemote: false, TimeProvider.System);

        Assert.Equal(2, WsdlImport.Of(WsdlDefinitions.Load(files), new WsdlSettings { Document = "a" }).Routes.Count);
    }

    private void CopyOrders(string name, string import) => _folder.With(
        name, File.ReadAllText(_folder["orders.wsdl"]).Replace("\"interface.wsdl\"", $"\"{import}\"", StringComparison.Ordinal));

    private static int RoutesOf(string source, bool allowsRemote)
    {
        using var files = new WsdlFiles(source, [], allowsRemote, TimeProvider.System);
        return WsdlImport.Of(WsdlDefinitions.Load(files), new WsdlSettings { Document = source }).Routes.Count;
    }
}
