using GatewayKit.Admin.Access;
using GatewayKit.Admin.Planning;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Admin.Tests.Planning;

public sealed class SampleSettingsTests
{
    [Fact]
    public void Settings_are_read_from_the_configuration_of_the_host()
    {
        var settings = Read(
            ("RequestsPerMinute", "100"), ("Minutes", "5"), ("Headers", "X-Canary, X-Version"), ("QueryParameters", "page"));

        Assert.Equal((100, 5), (settings.RequestsPerMinute, settings.Minutes));
        Assert.Equal("X-Canary X-Version page", string.Join(' ', settings.Headers.Concat(settings.QueryParameters)));
    }

    [Theory]
    [InlineData("GatewayKitAdmin:TrafficSample:Headers must be a text; names are separated by commas.", "Headers:0", "X-Canary")]
    [InlineData("Headers of the traffic sample must not have 'X-Auth', whose name is that of a secret.", "Headers", "X-Auth")]
    [InlineData("GatewayKitAdmin:TrafficSample:Minutes must be a number.", "Minutes", "five")]
    [InlineData("Minutes of the traffic sample must be a number from 1 to 60.", "Minutes", "0")]
    [InlineData("RequestsPerMinute of the traffic sample must be a number from 0 to 10000.", "RequestsPerMinute", "10001")]
    [InlineData("Headers of the traffic sample must not have 'X-Api-Key', whose name is that of a secret.", "Headers", "X-Api-Key")]
    [InlineData("QueryParameters of the traffic sample must not have 'code', whose name is that of a secret.", "QueryParameters", "code")]
    [InlineData(
        "GatewayKitAdmin:TrafficSample:Size isn't a setting; there are RequestsPerMinute, Minutes, Headers, QueryParameters.", "Size", "1")]
    public void An_invalid_setting_is_named(string message, string name, string value)
        => Assert.Equal(message, Assert.ThrowsAny<Exception>(() => Read((name, value))).Message);

    [Theory]
    [InlineData("0")]
    [InlineData("off")]
    public void A_value_of_the_whole_is_an_error_so_that_it_is_not_taken_for_off(string value)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("GatewayKitAdmin:TrafficSample", value)]).Build();

        var error = Assert.Throws<FormatException>(() => AdminSettings.Read(configuration, new AdminApiOptions()));
        Assert.EndsWith("To record nothing, set RequestsPerMinute to 0.", error.Message, StringComparison.Ordinal);
    }

    private static TrafficSampleOptions Read(params (string Name, string Value)[] settings)
    {
        var options = new AdminApiOptions();
        AdminSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.ToDictionary(s => $"GatewayKitAdmin:TrafficSample:{s.Name}", string? (s) => s.Value))
                .Build(),
            options);
        SampleCheck.Check(options.TrafficSample);
        return options.TrafficSample;
    }
}
