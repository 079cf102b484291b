using GatewayKit.Plugins.JsonXml;

namespace GatewayKit.Plugins.Tests.JsonXml;

public sealed class AcceptedFormatsTests
{
    [Theory]
    [InlineData("application/json", TargetFormat.Json)]
    [InlineData("text/xml", TargetFormat.Xml)]
    [InlineData("Application/Vnd.Acme+JSON", TargetFormat.Json)]
    [InlineData("application/json;q=0.5, application/xml", TargetFormat.Xml)]
    [InlineData("application/json, text/plain, */*", TargetFormat.Json)]
    [InlineData("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", TargetFormat.Xml)]
    [InlineData("application/xml;q=0, */*", TargetFormat.Json)]
    [InlineData("application/json; charset=utf-8; q=0.1, application/*;q=0.2", TargetFormat.Xml)]
    [InlineData("application/json, application/xml", null)]
    [InlineData("*/*", null)]
    [InlineData("image/png", null)]
    [InlineData("application/json;q=nonsense", null)]
    [InlineData(null, null)]
    public void The_highest_weight_is_preferred(string? accept, TargetFormat? expected)
        => Assert.Equal(expected, AcceptedFormats.Of(accept).Preferred);

    [Theory]
    [InlineData("application/json", TargetFormat.Json)]
    [InlineData("text/json; charset=utf-8", TargetFormat.Json)]
    [InlineData("application/problem+json", TargetFormat.Json)]
    [InlineData("APPLICATION/XML ;charset=utf-16", TargetFormat.Xml)]
    [InlineData("application/soap+xml", TargetFormat.Xml)]
    [InlineData("application/grpc+json", null)]
    [InlineData("application/grpc-web+json", null)]
    [InlineData("application/xhtml+xml", null)]
    [InlineData("image/svg+xml", null)]
    [InlineData("text/event-stream", null)]
    [InlineData("application/x-ndjson", null)]
    [InlineData("", null)]
    public void Media_types_have_formats(string type, TargetFormat? expected) => Assert.Equal(expected, MediaFormats.Of(type));
}
