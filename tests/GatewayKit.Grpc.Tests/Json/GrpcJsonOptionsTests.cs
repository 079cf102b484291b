using GatewayKit.Configuration;
using GatewayKit.Plugins.GrpcJson;
using GatewayKit.Testing;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GatewayKit.Grpc.Tests.Json;

public sealed class GrpcJsonOptionsTests
{
    [Theory]
    [InlineData("", "which can't be read")]
    [InlineData("reflection: true", "has 'descriptors' and 'reflection'; set one of them")]
    [InlineData("refreshInterval: 1s", "options.refreshInterval is 1s")]
    [InlineData("services: [library.v1.Nothing]", "options.services[0] is 'library.v1.Nothing'; there are: library.v1.Library")]
    [InlineData("maxBodySize: 17MB", "options.maxBodySize is 17MB; it must be between 1B and 16MB")]
    [InlineData("maxDepth: 101", "options.maxDepth is 101")]
    public async Task An_invalid_option_is_an_error(string option, string expected)
    {
        var file = Descriptors.Write(Descriptors.OfLibrary());
        try
        {
            Assert.Contains(expected, await ErrorOfAsync(option.Length == 0 ? file + ".none" : file, option));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("/v1/{none}", "", "", "has the variable 'none', which isn't a field with a single text value")]
    [InlineData("/v1/{numbers}", "", "", "has the variable 'numbers'")]
    [InlineData("/v1/{inner}", "", "", "has the variable 'inner'")]
    [InlineData("/v1/{inner.text=*/**}/x", "", "", "must have ** only at its end")]
    [InlineData("/v1/{text", "", "", "has an incomplete variable, or an empty segment")]
    [InlineData("/v1//x", "", "", "has an incomplete variable, or an empty segment")]
    [InlineData("v1", "", "", "must begin with a slash")]
    [InlineData("/v1/{mask}", "*", "", "has the variable 'mask', a field mask that the body can have, too")]
    [InlineData("/v1/x", "none", "", "body is 'none', which isn't a field of library.v1.Everything")]
    [InlineData("/v1/x", "", "none", "response_body is 'none', which isn't a field of library.v1.Everything")]
    [InlineData("/v1/fail", "", "", "has an error: library.v1.Library.Fail: library.v1.Library.Echo has GET /v1/fail, too")]
    public async Task An_invalid_annotation_is_an_error(string path, string body, string response, string expected)
    {
        var set = Descriptors.OfLibrary();
        var library = set.File.Single(file => file.Package == "library.v1");
        var echo = library.Service[0].Method.Single(method => method.Name == "Echo");
        echo.Options = new MethodOptions();
        echo.Options.SetExtension(AnnotationsExtensions.Http, new HttpRule { Get = path, Body = body, ResponseBody = response });
        var file = Descriptors.Write(set);
        try
        {
            Assert.Contains(expected, await ErrorOfAsync(file, ""));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("incomplete", "isn't a valid descriptor set")]
    [InlineData("empty", "has no definitions")]
    [InlineData("chain", "has more than 10000 files")]
    [InlineData("import", "doesn't have 'google/protobuf/any.proto', which '")]
    [InlineData("unannotated", "has no method with a google.api.http annotation; set 'mapUnannotated'")]
    public async Task A_file_that_is_not_a_complete_descriptor_set_is_an_error(string kind, string expected)
    {
        var set = Descriptors.OfLibrary();
        if (kind == "empty")
            set.File.Clear();
        for (var i = 0; i < (kind == "chain" ? 10_000 : 0); i++)
            set.File.Add(new FileDescriptorProto { Name = $"{i}", Dependency = { $"{i + 1}" } });
        if (kind == "import")
            set.File.Remove(set.File.Single(file => file.Name == "google/protobuf/any.proto"));
        if (kind == "unannotated")
            set.File.Single(file => file.Package == "library.v1").Service.Clear();
        var file = Descriptors.Write(set);
        try
        {
            if (kind == "incomplete")
                File.WriteAllBytes(file, set.ToByteArray()[..^5]);
            Assert.Contains(expected, await ErrorOfAsync(file, ""));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> ErrorOfAsync(string file, string option)
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<GrpcJsonPlugin>()
            .WithConfiguration($$"""
                routes:
                  all:
                    clusterId: up
                    match: { path: "/{**rest}" }
                    plugins: [ { name: grpc-json, options: { descriptors: '{{file}}', {{option}} } } ]
                clusters:
                  up: { destinations: { one: { address: "{upstream}" } } }
                """)).WaitAsync(TimeSpan.FromSeconds(60)));
        return error.Message;
    }
}
