namespace GatewayKit.Yaml.Tests;

public class SuiteTests
{
    // Indentation that is too small, or a tab, in quoted text and flow collections: accepted, as by most tools.
    private static readonly string[] s_accepted = ["9C9N", "DK95/01", "QB6E", "VJP3/00", "Y79Y/000", "Y79Y/003"];

    [SuiteFact]
    public void Every_valid_case_of_the_suite_is_read_as_the_suite_says()
    {
        var valid = Suite.Cases().Where(c => !c.IsInvalid).ToArray();
        Assert.True(valid.Length >= 300, $"There are only {valid.Length} cases.");
        Assert.All(valid, c => Assert.Equal($"{c.Name}\n{c.Events}", $"{c.Name}\n{EventText.Of(c.Text)}"));
    }

    [SuiteFact]
    public void Every_invalid_case_of_the_suite_is_refused_but_those_that_most_tools_accept()
        => Assert.Equal(s_accepted, Suite.Cases().Where(c => c.IsInvalid && !IsRefused(c.Text)).Select(c => c.Name));

    private static bool IsRefused(string text)
    {
        try
        {
            EventText.Of(text);
            return false;
        }
        catch (YamlSyntaxException)
        {
            return true;
        }
    }
}
