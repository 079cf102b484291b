using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State.Patching;

public sealed class JsonTreeTests
{
    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    public void What_could_not_be_written_again_is_not_read(string json) => Assert.False(JsonTree.TryRead(JsonElement.Parse(json), out _));

    [Theory]
    [InlineData(48, true)]
    [InlineData(49, false)]
    public void A_nesting_has_a_limit(int depth, bool isRead)
        => Assert.Equal(isRead, JsonTree.TryRead(JsonElement.Parse(new string('[', depth) + new string(']', depth)), out _));
}
