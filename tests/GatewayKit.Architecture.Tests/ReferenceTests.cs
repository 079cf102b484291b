namespace GatewayKit.Architecture;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("GatewayKit.Abstractions")]
    [InlineData("GatewayKit.Yaml")]
    [InlineData("GatewayKit.JsonSchema")]
    [InlineData("GatewayKit.OpenApi", "GatewayKit.JsonSchema", "GatewayKit.Yaml")]
    [InlineData("GatewayKit.OpenApi.Mocking", "GatewayKit.OpenApi")]
    [InlineData("GatewayKit.Authentication", "GatewayKit.Abstractions")]
    [InlineData("GatewayKit.AccessLog", "GatewayKit.Abstractions")]
    [InlineData("GatewayKit.Bodies", "GatewayKit.Abstractions")]
    [InlineData("GatewayKit.Expressions", "GatewayKit.Abstractions")]
    [InlineData("GatewayKit.Limits", "GatewayKit.Abstractions")]
    [InlineData("GatewayKit.Transforms", "GatewayKit.Abstractions", "GatewayKit.Bodies", "GatewayKit.Expressions")]
    [InlineData("GatewayKit.Tokens", "GatewayKit.Authentication")]
    [InlineData("GatewayKit.OpenApi.Http", "GatewayKit.Abstractions", "GatewayKit.Bodies", "GatewayKit.OpenApi")]
    [InlineData("GatewayKit", "GatewayKit.Abstractions", "GatewayKit.Yaml")]
    [InlineData("GatewayKit.Loading", "GatewayKit")]
    [InlineData("GatewayKit.Acme", "GatewayKit", "GatewayKit.Authentication")]
    [InlineData("GatewayKit.Redis", "GatewayKit")]
    [InlineData("GatewayKit.OpenTelemetry", "GatewayKit")]
    [InlineData("GatewayKit.Kubernetes", "GatewayKit")]
    [InlineData("GatewayKit.Store", "GatewayKit", "GatewayKit.Authentication")]
    [InlineData("GatewayKit.Admin", "GatewayKit", "GatewayKit.Store")]
    [InlineData("GatewayKit.Portal", "GatewayKit", "GatewayKit.OpenApi.Mocking", "GatewayKit.Store")]
    [InlineData("GatewayKit.Operators", "GatewayKit", "GatewayKit.Admin", "GatewayKit.Portal", "GatewayKit.Store")]
    [InlineData("GatewayKit.Testing", "GatewayKit", "GatewayKit.Loading")]
    [InlineData("GatewayKit.Passwords")]
    [InlineData(
        "GatewayKit.Cli",
        "GatewayKit.Acme", "GatewayKit.Admin", "GatewayKit.Authentication", "GatewayKit.Kubernetes", "GatewayKit.Loading",
        "GatewayKit.OpenApi.Mocking", "GatewayKit.OpenTelemetry", "GatewayKit.Operators", "GatewayKit.Passwords", "GatewayKit.Portal",
        "GatewayKit.Redis", "GatewayKit.Store")]
    public void Every_package_builds_on_the_one_below_it_only(string project, params string[] references)
        => Assert.Equal(references, Repository.Projects("src").Single(p => p.Name == project).References);

    [Fact]
    public void Every_project_of_src_has_its_place_in_the_picture()
        => Assert.Equal(
            [
                "GatewayKit", "GatewayKit.Abstractions", "GatewayKit.AccessLog", "GatewayKit.Acme", "GatewayKit.Admin",
                "GatewayKit.Analyzers", "GatewayKit.Analyzers.CodeFixes",
                "GatewayKit.Authentication", "GatewayKit.Bodies", "GatewayKit.Cli", "GatewayKit.Expressions",
                "GatewayKit.JsonSchema", "GatewayKit.Kubernetes", "GatewayKit.Limits",
                "GatewayKit.Loading", "GatewayKit.OpenApi", "GatewayKit.OpenApi.Http", "GatewayKit.OpenApi.Mocking",
                "GatewayKit.OpenTelemetry", "GatewayKit.Operators", "GatewayKit.Passwords", "GatewayKit.PluginSdk", "GatewayKit.Portal",
                "GatewayKit.Redis", "GatewayKit.Store",
                "GatewayKit.Templates", "GatewayKit.Testing", "GatewayKit.Tokens", "GatewayKit.Transforms",
                "GatewayKit.Yaml",
            ],
            Repository.Projects("src").Select(p => p.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_contract_brings_no_package()
        => Assert.Empty(Repository.Projects("src").Single(p => p.Name == "GatewayKit.Abstractions").Packages);

    [Fact]
    public void The_contract_needs_nothing_but_the_shared_framework()
        => Assert.All(
            CompiledAssembly.Of(Repository.Projects("src").Single(p => p.Name == "GatewayKit.Abstractions")).References,
            reference => Assert.True(reference.StartsWith("System.", StringComparison.Ordinal)
                || reference.StartsWith("Microsoft.", StringComparison.Ordinal), reference));

    [Fact]
    public void Nothing_in_src_knows_a_plugin()
    {
        Assert.DoesNotContain(Repository.Projects("src").SelectMany(project => project.References), IsPlugin);
        Assert.DoesNotContain(Repository.Projects("src").SelectMany(project => CompiledAssembly.Of(project).References), IsPlugin);
    }

    /// <summary>A library that several plugins need is a project of its own, which each carries in its own folder.</summary>
    [Fact]
    public void A_plugin_knows_the_contract_and_a_library_that_it_carries_only()
    {
        Assert.Equal(
            [
                "GatewayKit.Abstractions", "GatewayKit.AccessLog", "GatewayKit.Authentication", "GatewayKit.Bodies",
                "GatewayKit.Expressions", "GatewayKit.JsonSchema", "GatewayKit.Limits", "GatewayKit.OpenApi", "GatewayKit.OpenApi.Http",
                "GatewayKit.OpenApi.Mocking", "GatewayKit.Passwords", "GatewayKit.Tokens", "GatewayKit.Transforms",
            ],
            Repository.Projects("plugins").SelectMany(References).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "GatewayKit.AccessLog", "GatewayKit.Authentication", "GatewayKit.Bodies", "GatewayKit.Expressions", "GatewayKit.Limits",
                "GatewayKit.OpenApi.Http",
                "GatewayKit.OpenApi.Mocking", "GatewayKit.Passwords", "GatewayKit.Tokens", "GatewayKit.Transforms",
            ],
            Repository.Projects("plugins").SelectMany(project => project.References).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_plugin_that_mocks_carries_what_mocks()
        => Assert.Equal(
            ["GatewayKit.Plugins.Mock"],
            Repository.Projects("plugins")
                .Where(project => project.References.Contains("GatewayKit.OpenApi.Mocking"))
                .Select(project => project.Name));

    [Fact]
    public void A_sample_plugin_knows_the_contract_only()
        => Assert.Equal(["GatewayKit.Abstractions"], Repository.Projects("samples").Single(p => p.Name == "CustomPlugin").References);

    [Fact]
    public void A_plugin_never_meets_YARP()
        => Assert.DoesNotContain(
            "Yarp.ReverseProxy", Repository.Projects("plugins").SelectMany(project => CompiledAssembly.Of(project).References));

    [Theory]
    [InlineData("McMaster.NETCore.Plugins", "GatewayKit.Loading")]
    [InlineData("Fluid", "GatewayKit.Transforms")]
    [InlineData("ZstdSharp", "GatewayKit.Bodies")]
    [InlineData("Konscious.Security.Cryptography.Argon2", "GatewayKit.Passwords")]
    [InlineData("StackExchange.Redis", "GatewayKit.Redis")]
    [InlineData("OpenTelemetry", "GatewayKit.OpenTelemetry")]
    [InlineData("Npgsql.EntityFrameworkCore.PostgreSQL", "GatewayKit.Store")]
    [InlineData("Microsoft.AspNetCore.OpenApi", "GatewayKit.Admin")]
    [InlineData("Markdig", "GatewayKit.Portal")]
    [InlineData("MailKit", "GatewayKit.Portal")]
    [InlineData("Microsoft.AspNetCore.Identity.EntityFrameworkCore", "GatewayKit.Portal")]
    [InlineData("System.CommandLine", "GatewayKit.Cli")]
    public void A_library_stays_hidden_in_the_one_package_that_uses_it(string library, string user)
        => Assert.Equal([user], Repository.Projects("src", "plugins")
            .Select(CompiledAssembly.Of)
            .Where(a => a.References.Contains(library))
            .Select(a => a.Name));

    private static IEnumerable<string> References(ProjectFile project)
        => CompiledAssembly.Of(project).References.Where(reference => reference.StartsWith("GatewayKit", StringComparison.Ordinal));

    private static bool IsPlugin(string name) => name.StartsWith("GatewayKit.Plugins.", StringComparison.Ordinal);
}
