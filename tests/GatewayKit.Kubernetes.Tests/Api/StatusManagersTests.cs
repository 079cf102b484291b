using System.Text.Json;
using GatewayKit.Kubernetes.Api;

namespace GatewayKit.Kubernetes.Tests.Api;

public sealed class StatusManagersTests
{
    [Theory]
    [InlineData("""{ "f:conditions": { ".": {}, "k:{\"type\":\"Accepted\"}": { ".": {}, "f:observedGeneration": {} } } }""")]
    [InlineData("""{ "f:conditions": {} }""")]
    [InlineData("""{ "f:loadBalancer": { "f:ingress": {} } }""")]
    [InlineData("{}")]
    public void The_writer_of_the_latest_status_is_its_manager(string status)
        => Assert.Equal(["one"], Managers(status));

    [Theory]
    [InlineData("""{ "f:conditions": { "k:{\"type\":\"Accepted\"}": { ".": {}, "f:type": {}, "f:status": {}, "f:reason": {} } } }""")]
    [InlineData("""{ ".": {}, "f:listeners": { ".": {}, "k:{\"name\":\"http\"}": { ".": {}, "f:name": {} } } }""")]
    public void The_first_writer_of_fields_that_others_left_unchanged_is_not_the_manager(string status)
        => Assert.Empty(Managers(status));

    [Fact]
    public void A_writer_of_conditions_with_a_domain_is_not_the_manager()
        => Assert.Empty(Managers(
            """{ "f:conditions": { "k:{\"type\":\"example.com/Checked\"}": { ".": {}, "f:observedGeneration": {} } } }"""));

    private static IEnumerable<string> Managers(string status)
    {
        using var document = JsonDocument.Parse($$"""
            { "metadata": { "managedFields": [
              { "manager": "kubectl", "fieldsV1": { "f:spec": { "f:gatewayClassName": {} } } },
              { "manager": "one", "subresource": "status", "fieldsV1": { "f:status": {{status}} } } ] } }
            """);
        return StatusManagers.Of(document.RootElement)?.Select(entry => entry.Manager) ?? [];
    }
}
