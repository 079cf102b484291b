using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Tests.Configuration.Sources;

public class OtherSourcesTests
{
    [Fact]
    public void An_absent_section_is_a_gateway_without_routes()
    {
        var errors = new ConfigErrors();
        Assert.Empty(new ConfigurationSectionSource(new ConfigurationBuilder().Build().GetSection("GatewayKit")).Read(errors)!.Routes);
        Assert.Empty(errors.Items);
    }

    [Fact]
    public void A_section_that_is_reloaded_is_announced_and_read_again()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("GatewayKit:Routes:one:Order", "1")]).Build();
        var source = new ConfigurationSectionSource(settings.GetSection("GatewayKit"));
        var token = source.GetChangeToken();
        Assert.Equal(1, source.Read(new ConfigErrors())!.Routes["one"].Route.Order);

        settings["GatewayKit:Routes:one:Order"] = "2";
        settings.Reload();
        Assert.True(token.HasChanged);
        Assert.Equal(2, source.Read(new ConfigErrors())!.Routes["one"].Route.Order);
    }

    [Fact]
    public void A_mistake_in_a_section_names_the_section()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("GatewayKit:Routes:one:Order", "first")]).Build();
        var errors = new ConfigErrors();
        new ConfigurationSectionSource(settings.GetSection("GatewayKit")).Read(errors);
        Assert.StartsWith("GatewayKit: Routes.one: order is 'first'".Replace("Routes", "routes", StringComparison.Ordinal),
            Assert.Single(errors.Items).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_value_in_place_of_the_section_is_a_warning_that_does_not_show_it()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("GATEWAYKIT", "/opt/a-secret"), new("MyGateway", "/opt")])
            .Build();
        var errors = new ConfigErrors();

        Assert.Empty(new ConfigurationSectionSource(settings.GetSection("GatewayKit")).Read(errors)!.Routes);

        Assert.Empty(errors.Items);
        Assert.StartsWith("GatewayKit: The host's configuration has a single value here, which is ignored.",
            Assert.Single(errors.Warnings).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors.Warnings[0].Message, StringComparison.Ordinal);
        Assert.Null(new ConfigurationSectionSource(settings.GetSection("MyGateway"), isRequired: true).Read(errors));
        Assert.Equal("MyGateway: The configuration is a single value", Assert.Single(errors.Items).ToString().Split(';')[0]);
    }

    [Fact]
    public void A_value_beside_the_keys_of_a_section_is_ignored()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("GATEWAYKIT", "/opt"), new("GatewayKit:Routes:one:Order", "1")])
            .Build();
        var errors = new ConfigErrors();

        Assert.Single(new ConfigurationSectionSource(settings.GetSection("GatewayKit")).Read(errors)!.Routes);
        Assert.Empty(errors.Items);
    }

    [Fact]
    public void A_section_that_was_asked_for_and_is_missing_is_an_error()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("MyGateway:Routes:one:Order", "1")]).Build();
        var errors = new ConfigErrors();
        Assert.NotNull(new ConfigurationSectionSource(settings.GetSection("MyGateway"), isRequired: true).Read(errors));
        Assert.Null(new ConfigurationSectionSource(settings.GetSection("MyGatway"), isRequired: true).Read(errors));
        Assert.Equal("MyGatway: The host's configuration doesn't have this section.", Assert.Single(errors.Items).ToString());
    }

    [Fact]
    public void A_configuration_made_in_code_keeps_the_same_rules()
    {
        var errors = new ConfigErrors();
        var source = new CodeConfigSource(new GatewayConfig
        {
            Plugins = [new PluginEntry { Name = "mock", Timeout = TimeSpan.Zero }],
            TrustedProxies = ["proxy"],
        });
        Assert.Null(source.Read(errors));
        Assert.Equal(
            [
                "code: plugins[0] (mock): timeout is 0s; it must be between 1ms and 1d.",
                "code: trustedProxies[0]: it is 'proxy'; it must be an address such as 203.0.113.7 or 2001:db8::7, or a network such as "
                    + "10.0.0.0/8 or 2001:db8::/32.",
            ],
            errors.Items.Select(e => e.ToString()));
    }

    [Fact]
    public void A_configuration_made_in_code_can_be_replaced()
    {
        var source = new CodeConfigSource(new GatewayConfig());
        var token = source.GetChangeToken();
        var next = new GatewayConfig();
        source.Update(next);
        Assert.True(token.HasChanged);
        Assert.False(source.GetChangeToken().HasChanged);
        Assert.Same(next, source.Read(new ConfigErrors()));
    }

    [Fact]
    public void A_stream_is_read_once_and_may_be_read_again()
    {
        var opened = 0;
        var source = new StreamConfigSource(() => new MemoryStream(opened++ == 0 ? "routes: { one: {} }"u8.ToArray() : []), "stdin");
        var errors = new ConfigErrors();
        Assert.Equal(["one"], source.Read(errors)!.Routes.Keys);
        Assert.Equal(["one"], source.Read(errors)!.Routes.Keys);
        Assert.Empty(errors.Items);
        Assert.False(source.GetChangeToken().HasChanged);
        Assert.Equal(1, opened);
    }

    [Fact]
    public void A_stream_that_is_too_large_or_can_not_be_read_is_refused()
    {
        var errors = new ConfigErrors();
        Assert.Null(new StreamConfigSource(() => new MemoryStream(new byte[FileConfigSource.MaximumBytes + 1]), "stdin").Read(errors));
        Assert.Null(new StreamConfigSource(() => throw new IOException("x"), "stdin").Read(errors));
        Assert.Equal([$"stdin: The file has more than {FileConfigSource.MaximumBytes} bytes.",
            "stdin: The stream can't be read (IOException)."],
            errors.Items.Select(e => e.ToString()));
    }
}
