using GatewayKit.Configuration;
using GatewayKit.Schema;

namespace GatewayKit.Tests.Schema;

public class OptionsTableTests
{
    [Fact]
    public void Every_option_has_a_row_with_its_type_and_default()
    {
        var rows = OptionsTable.Markdown(typeof(SchemaOptions)).Split('\n');
        Assert.Equal("| option | type | default | meaning |", rows[0]);
        Assert.Contains("| `limit` | 1 to 10 | `5` |  |", rows);
        Assert.Contains("| `window` | duration, `1s` to `1d` | `1m` |  |", rows);
        Assert.Contains("| `mode` | `strict`, `very-lenient` | `very-lenient` |  |", rows);
        Assert.Contains("| `headers` | list of text, 1 to 2 items | `X-Api-Key` |  |".Replace(
            "1 to 2 items", "at least 1 items, at most 2 items", StringComparison.Ordinal), rows);
        Assert.Contains("| `limits` | list | `[]` |  |", rows);
        Assert.Contains("| `limits[].limit` | 1 to 1000000 | required |  |", rows);
        Assert.Contains("| `key` | text, 8 to 64 characters, secret |  |  |", rows);
        Assert.Contains("| `size` | size | `16KB` |  |", rows);
        Assert.Contains("| `body` | anything |  |  |", rows);
    }

    [Fact]
    public void The_meaning_comes_from_the_documentation_of_the_code()
        => Assert.Contains("| `shutdownTimeout` | duration, `1s` to `1h` | `30s` | The maximum time for exchanges in flight to finish, "
            + "1 s to 1 h. |",
            OptionsTable.Markdown(typeof(ShutdownConfig)), StringComparison.Ordinal);

    [Fact]
    public void No_options_are_no_table() => Assert.Equal("There are no options.\n", OptionsTable.Markdown(typeof(NoOptions)));
}
