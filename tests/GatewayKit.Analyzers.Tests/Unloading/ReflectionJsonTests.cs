using GatewayKit.Analyzers.Tests.Support;
using GatewayKit.Analyzers.Unloading;

namespace GatewayKit.Analyzers.Tests.Unloading;

public class ReflectionJsonTests
{
    private readonly Rule<ReflectionJsonAnalyzer> _rule = new("GWK0001");

    [Theory]
    [InlineData("JsonSerializer.Serialize(order)")]
    [InlineData("JsonSerializer.Serialize(order, typeof(Order))")]
    [InlineData("JsonSerializer.Serialize(new { order.Id })")]
    [InlineData("JsonSerializer.Serialize(new List<Order> { order })")]
    [InlineData("JsonSerializer.Serialize((object)order)")]
    [InlineData("JsonSerializer.SerializeToUtf8Bytes(order, new JsonSerializerOptions())")]
    [InlineData("JsonSerializer.SerializeToNode(order)")]
    [InlineData("JsonSerializer.Deserialize<Order>(\"{}\")")]
    [InlineData("JsonSerializer.Deserialize<Order[]>(\"[]\", JsonSerializerOptions.Web)")]
    [InlineData("JsonSerializer.DeserializeAsync<Order>(Stream.Null)")]
    [InlineData("JsonContent.Create(order)")]
    [InlineData("JsonContent.Create(order, typeof(Order))")]
    [InlineData("http.Request.ReadFromJsonAsync<Order>()")]
    [InlineData("http.Response.WriteAsJsonAsync(order)")]
    [InlineData("client.GetFromJsonAsync<Order>(\"/orders\")")]
    [InlineData("client.PostAsJsonAsync(\"/orders\", order)")]
    [InlineData("Results.Json(order)")]
    [InlineData("JsonValue.Create(order)")]
    public Task Reports_JSON_without_metadata(string call) => _rule.ReportsAsync(Code($"[|{call}|]"));

    [Theory]
    [InlineData("JsonSerializer.Serialize(order, OrderJson.Order)")]
    [InlineData("JsonSerializer.Serialize(order, typeof(Order), OrderJson.Context)")]
    [InlineData("JsonSerializer.Deserialize(\"{}\", OrderJson.Order)")]
    [InlineData("JsonContent.Create(order, OrderJson.Order)")]
    [InlineData("http.Request.ReadFromJsonAsync(OrderJson.Order)")]
    [InlineData("http.Response.WriteAsJsonAsync(order, OrderJson.Order)")]
    [InlineData("client.GetFromJsonAsync(\"/orders\", OrderJson.Order)")]
    public Task Accepts_JSON_with_metadata(string call) => _rule.AcceptsAsync(Code(call));

    [Theory]
    [InlineData("JsonSerializer.Serialize(\"text\")")]
    [InlineData("JsonSerializer.Serialize(new Dictionary<string, int>())")]
    [InlineData("JsonSerializer.Deserialize<JsonElement>(\"{}\")")]
    [InlineData("JsonSerializer.Deserialize<string[]>(\"[]\")")]
    [InlineData("JsonNode.Parse(\"{}\")")]
    [InlineData("JsonDocument.Parse(\"{}\")")]
    [InlineData("JsonValue.Create(1)")]
    [InlineData("Results.Text(\"text\")")]
    public Task Accepts_what_knows_no_type_of_the_plugin(string call) => _rule.AcceptsAsync(Code(call));

    [Fact]
    public Task Leaves_other_projects_alone() => _rule.AcceptsAsync(Code("JsonSerializer.Serialize(order)"), withContract: false);

    private static string Code(string call) => $$"""
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        using Microsoft.AspNetCore.Http;

        record Order(int Id);

        static class OrderJson
        {
            public static JsonTypeInfo<Order> Order => null!;
            public static JsonSerializerContext Context => null!;
        }

        class Use
        {
            object? Call(Order order, HttpContext http, HttpClient client) => {{call}};
        }
        """;
}
