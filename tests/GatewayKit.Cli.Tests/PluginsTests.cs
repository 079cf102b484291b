using System.Text.Json;
using GatewayKit.Cli.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Cli.Tests;

public sealed class PluginsTests : IDisposable
{
    private static readonly string[] s_shipped = [.. Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "plugins"))];

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_plugins_that_ship_with_the_tool_are_listed()
    {
        var end = await ToolProcess.RunAsync(_folder.Path, "plugins");

        Assert.Equal(0, end.ExitCode);
        Assert.Empty(end.Errors);
        Assert.Equal(["NAME", "VERSION", "STAGE", "HOOKS", "OPTIONS"], end.Output[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(end.Output.Count > s_shipped.Length);
        Assert.Matches(
            @"^key-auth +1\.0\.0\S* +authentication +authentication, request, command +"
                + "headers, queryParameters, hideCredentials, realm, allowPreflight, failures$",
            Assert.Single(end.Output, l => l.StartsWith("key-auth", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_plugin_that_does_not_load_is_an_error()
    {
        Directory.CreateDirectory(_folder["plugins/Team.Audit"]);
        _folder.With("plugins/Team.Audit/Team.Audit.dll", "no assembly");

        var end = await ResidentTool.RunAsync(_folder.Path, "plugins", "--plugins", "plugins");

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith("plugin assembly 'Team.Audit' can't be loaded:",
            Assert.Single(end.Errors).Split("gatewaykit: ")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lets_the_threads_of_the_pool_end_is_warned()
    {
        await using var tool = ToolProcess.Start(_folder.Path, [("DOTNET_ThreadPool_ThreadsToKeepAlive", "0")], "plugins");

        var end = await tool.EndAsync();

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("System.Threading.ThreadPool.ThreadsToKeepAlive", Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_JSON_and_has_every_plugin()
    {
        var end = await ToolProcess.RunAsync(_folder.Path, "schema");

        Assert.Equal(0, end.ExitCode);
        Assert.Empty(end.Errors);
        var text = string.Join('\n', end.Output);
        using var schema = JsonDocument.Parse(text);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
        Assert.All(["correlation-id", "key-auth", "mock", "rate-limit", "request-transform", "response-transform"],
            name => Assert.Contains($"\"{name}\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_plugins_folder_holds_its_assembly_and_nothing_of_the_hosts()
    {
        Assert.True(s_shipped.Length >= 6);
        var shared = Path.GetDirectoryName(typeof(HttpContext).Assembly.Location)!;
        Assert.All(s_shipped, folder =>
        {
            Assert.True(File.Exists(Path.Combine(folder, Path.GetFileName(folder) + ".dll")));
            Assert.True(File.Exists(Path.Combine(folder, Path.GetFileName(folder) + ".deps.json")));
            Assert.DoesNotContain(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
                file => file is "GatewayKit.Abstractions.dll" or "GatewayKit.dll" || File.Exists(Path.Combine(shared, file!)));
        });
    }
}
