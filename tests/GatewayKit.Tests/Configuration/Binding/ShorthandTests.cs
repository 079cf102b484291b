using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Schema;

namespace GatewayKit.Tests.Configuration.Binding;

public class ShorthandTests
{
    [Fact]
    public void A_record_can_be_written_as_one_of_its_properties()
        => Assert.Equal(new PauseOptions { Fixed = TimeSpan.FromSeconds(1) }, Documents.Options<PausingOptions>("pause: 1s").Pause);

    [Fact]
    public void It_can_still_be_written_as_a_mapping()
        => Assert.Equal(
            new PauseOptions { Min = TimeSpan.FromSeconds(1), Max = TimeSpan.FromSeconds(2) },
            Documents.Options<PausingOptions>("pause: { min: 1s, max: 2s }").Pause);

    [Theory]
    [InlineData("pause: 2h", "pause is 2h; it must be between 0s and 1h.")]
    [InlineData("pause: soon", "pause is 'soon'; it must be a duration such as 500ms, 30s, 1m, 2h, 1d or 00:01:00.")]
    [InlineData("pause: [1s]", "pause is a list; it must be a mapping, or its 'fixed' alone.")]
    [InlineData("pause: { fixed: 2h }", "pause.fixed is 2h; it must be between 0s and 1h.")]
    [InlineData("pause: 13m", "pause is unlucky.")]
    public void The_rules_of_the_property_and_of_the_record_hold_either_way(string text, string message)
        => Assert.Equal("options." + message, Assert.Single(Documents.OptionErrors<PausingOptions>(text)));

    [Fact]
    public void The_schema_and_the_table_say_so()
    {
        var builder = new SchemaBuilder();

        var schema = builder.Record(typeof(PausingOptions), RecordKeys.AsProperties)["properties"]!["pause"]!["anyOf"]!.AsArray();

        Assert.Equal(2, schema.Count);
        Assert.Contains("#/$defs/duration", schema[0]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("""{"$ref":"#/$defs/PauseOptions"}""", schema[1]!.ToJsonString());
        Assert.Contains("| `pause` | duration, `0s` to `1h`, or mapping |",
            OptionsTable.Markdown(typeof(PausingOptions)), StringComparison.Ordinal);
    }
}
