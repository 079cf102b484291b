using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly WorkFolder _folder = new WorkFolder().With("gateway.yaml", "routes: {}");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Unrecognized command or argument '--prot'.", "run", "--prot", "80")]
    [InlineData("Unrecognized command or argument 'runn'. Did you mean 'run'?", "runn")]
    [InlineData("Unrecognized command or argument '--admin-url'. Did you mean '--admin-urls'?", "run", "--admin-url")]
    [InlineData("'xml' isn't a log format. Formats: text, json, simple, systemd.", "run", "--log-format", "xml")]
    [InlineData("--urls: '8080' isn't a valid listen address; it must be an address such as http://127.0.0.1:8080.", "run", "--urls",
        "8080")]
    [InlineData("--urls: 'http://127.0.0.1:99999' has the port 99999; it must be between 0 and 65535.", "run", "--urls",
        "http://127.0.0.1:99999")]
    [InlineData("--admin-urls: 'https://127.0.0.1:0' has the scheme 'https'; it must be an address such as http://127.0.0.1:8080.", "run",
        "--admin-urls", "https://127.0.0.1:0")]
    [InlineData("--plugins: the directory 'nowhere' doesn't exist.", "validate", "--plugins", "nowhere")]
    public async Task What_is_typed_wrong_is_said_in_a_line(string expected, params string[] arguments)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, arguments);

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.Equal($"gatewaykit: {expected}", end.Errors[0]);
        Assert.DoesNotContain(end.Errors, e => e.StartsWith("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_names_the_tool_and_its_commands()
    {
        var end = await ToolProcess.RunAsync(_folder.Path, "--help");

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("  gatewaykit [command] [options]", end.Output);
        Assert.All(["run", "validate", "schema", "explain", "plugins"],
            name => Assert.Contains(end.Output, l => l.StartsWith($"  {name} ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("validate")]
    [InlineData("schema")]
    [InlineData("explain")]
    [InlineData("mock")]
    [InlineData("import")]
    [InlineData("import", "openapi")]
    [InlineData("openapi")]
    [InlineData("openapi", "diff")]
    [InlineData("kube")]
    [InlineData("kube", "test")]
    [InlineData("plugins")]
    [InlineData("plugins", "list")]
    [InlineData("plugins", "add")]
    [InlineData("plugins", "remove")]
    [InlineData("plugins", "lock")]
    public async Task Help_has_examples_for_each_command(params string[] command)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, [.. command, "--help"]);

        var examples = end.Output.SkipWhile(line => line != "Examples:").Skip(1).Where(line => line.Length > 0).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.StartsWith($"  gatewaykit {string.Join(' ', command)}", example, StringComparison.Ordinal));
    }
}
