using System.Text;
using GatewayKit.Plugins.HttpSignature;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>Structured fields (RFC 9651), read strictly and written canonically.</summary>
public sealed class StructuredFieldTests
{
    [Theory]
    [InlineData("a=1", "a=1")]
    [InlineData("  a=1 ,\t b = ", null)]
    [InlineData("  a=1 ,\t b=2  ", "a=1, b=2")]
    [InlineData("a=?1, b, c;x;y=?1, d=?0", "a, b, c;x;y, d=?0")]
    [InlineData("a=007, b=-0, c=-12, d=999999999999999", "a=7, b=0, c=-12, d=999999999999999")]
    [InlineData("a=1.0, b=-0.50, c=01.125, d=0.001, e=999999999999.999", "a=1.0, b=-0.5, c=1.125, d=0.001, e=999999999999.999")]
    [InlineData("a=\"x\\\"y\\\\\", b=\"\"", "a=\"x\\\"y\\\\\", b=\"\"")]
    [InlineData("a=tok/en:*, b=*x", "a=tok/en:*, b=*x")]
    [InlineData("a=:AQI=:, b=::", "a=:AQI=:, b=::")]
    [InlineData("a=@1659578233, b=@-1", "a=@1659578233, b=@-1")]
    [InlineData("a=%\"f%c3%bc%25%22 x\"", "a=%\"f%c3%bc%25%22 x\"")]
    [InlineData("a=(  1   \"b\";x  c );y=1;  z", "a=(1 \"b\";x c);y=1;z")]
    [InlineData("a=()", "a=()")]
    [InlineData("*a.b-c_d=1", "*a.b-c_d=1")]
    [InlineData("", "")]
    [InlineData("a=", null)]
    [InlineData("a=1,", null)]
    [InlineData("a=1,,b=1", null)]
    [InlineData("a=1 b=1", null)]
    [InlineData(",a=1", null)]
    [InlineData("A=1", null)]
    [InlineData("1a=1", null)]
    [InlineData("a=1, a=2", null)]
    [InlineData("a=1;x=1;x=1", null)]
    [InlineData("a=1;X", null)]
    [InlineData("a=1 ;x", null)]
    [InlineData("a=1;x=", null)]
    [InlineData("a=--1", null)]
    [InlineData("a=-", null)]
    [InlineData("a=+1", null)]
    [InlineData("a=1000000000000000", null)]
    [InlineData("a=1.", null)]
    [InlineData("a=.1", null)]
    [InlineData("a=1.0000", null)]
    [InlineData("a=1000000000000.0", null)]
    [InlineData("a=1e3", null)]
    [InlineData("a=\"x", null)]
    [InlineData("a=\"x\\n\"", null)]
    [InlineData("a=\"x\\", null)]
    [InlineData("a=\"\u00e9\"", null)]
    [InlineData("a=\"\t\"", null)]
    [InlineData("a=:AQI:", null)]
    [InlineData("a=:AQJ=:", null)]
    [InlineData("a=:A QI=:", null)]
    [InlineData("a=:AQ-_:", null)]
    [InlineData("a=:AQI=", null)]
    [InlineData("a=?2", null)]
    [InlineData("a=?", null)]
    [InlineData("a=@1.5", null)]
    [InlineData("a=@x", null)]
    [InlineData("a=%\"%C3\"", null)]
    [InlineData("a=%\"%c3\"", null)]
    [InlineData("a=%\"%c\"", null)]
    [InlineData("a=%x", null)]
    [InlineData("a=(1 2", null)]
    [InlineData("a=(1\t2)", null)]
    [InlineData("a=(1,2)", null)]
    [InlineData("a=(1 (2))", null)]
    [InlineData("a=(1\"b\")", null)]
    [InlineData("a=1)", null)]
    public void A_dictionary_is_read_and_written(string text, string? canonical)
    {
        var isValid = SfDictionary.TryParse(text, 1000, out var dictionary);

        Assert.Equal(canonical is not null, isValid);
        if (dictionary is null)
            return;

        var output = new StringBuilder();
        SfWriter.Write(output, dictionary);
        Assert.Equal(canonical, output.ToString());
    }

    [Fact]
    public void The_number_of_members_is_limited()
    {
        static string Many(int count, string separator, string text)
            => string.Join(separator, Enumerable.Range(0, count).Select(i => text + i));
        bool IsValid(string text) => SfDictionary.TryParse(text, 10_000, out _);

        Assert.Equal((true, false), (IsValid(Many(64, ",", "a")), IsValid(Many(65, ",", "a"))));
        Assert.Equal((true, false), (IsValid("a=(" + Many(64, " ", "b") + ")"), IsValid("a=(" + Many(65, " ", "b") + ")")));
        Assert.Equal((true, false), (IsValid("a;" + Many(64, ";", "b")), IsValid("a;" + Many(65, ";", "b"))));
        Assert.False(SfDictionary.TryParse(new string('a', 101), 100, out _));
    }
}
