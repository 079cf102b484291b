using GatewayKit.Cli.Importing.Wsdl;
using GatewayKit.Cli.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Tests.Wsdl;

public sealed class WsdlFilesTests : IAsyncLifetime, IDisposable
{
    private readonly WorkFolder _folder = new WorkFolder().WithOrders();
    private readonly WebApplication _app;

    public WsdlFilesTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/moved", () => Results.Redirect("/orders.wsdl"));
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
    public void A_reference_root_allows_another_folder()
    {
        Directory.CreateDirectory(_folder["sub"]);
        CopyOrders("sub/orders.wsdl", "../interface.wsdl");

        using var files = new WsdlFiles(_folder["sub/orders.wsdl"], [_folder.Path], allowsRemote: false);

        Assert.Equal(2, WsdlImport.Of(WsdlDefinitions.Load(files), new WsdlSettings { Document = "a" }).Routes.Count);
    }

    private void CopyOrders(string name, string import) => _folder.With(
        name, File.ReadAllText(_folder["orders.wsdl"]).Replace("\"interface.wsdl\"", $"\"{import}\"", StringComparison.Ordinal));

    private static int RoutesOf(string source, bool allowsRemote)
    {
        using var files = new WsdlFiles(source, [], allowsRemote);
        return WsdlImport.Of(WsdlDefinitions.Load(files), new WsdlSettings { Document = source }).Routes.Count;
    }
}
