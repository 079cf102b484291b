using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Tests.Configuration.Binding;

public class ScalarBindingTests
{
    private enum Algorithm
    {
        SlidingWindow,
        TokenBucket,
    }

    private const string Duration = "must be a duration such as 500ms, 30s, 1m, 2h, 1d or 00:01:00.";
    private const string Int = "must be a whole number from -2147483648 to 2147483647.";
    private const string Time = "must be a time with an offset (RFC 3339) such as 2027-01-31T00:00:00Z.";

    [Theory]
    [InlineData(typeof(string), "8080", "8080")]
    [InlineData(typeof(string), "", "")]
    [InlineData(typeof(string), "true", "true")]
    [InlineData(typeof(char), "x", 'x')]
    [InlineData(typeof(bool), "true", true)]
    [InlineData(typeof(bool), "False", false)]
    [InlineData(typeof(int), "-5", -5)]
    [InlineData(typeof(int?), "7", 7)]
    [InlineData(typeof(byte), "255", (byte)255)]
    [InlineData(typeof(short), "-32768", short.MinValue)]
    [InlineData(typeof(ulong), "18446744073709551615", ulong.MaxValue)]
    [InlineData(typeof(long), "9223372036854775807", long.MaxValue)]
    [InlineData(typeof(double), "1.5e3", 1500d)]
    [InlineData(typeof(Algorithm), "sliding-window", Algorithm.SlidingWindow)]
    [InlineData(typeof(Algorithm), "SLIDING-WINDOW", Algorithm.SlidingWindow)]
    [InlineData(typeof(Algorithm), "TokenBucket", Algorithm.TokenBucket)]
    [InlineData(typeof(Algorithm?), "tokenBucket", Algorithm.TokenBucket)]
    public void A_scalar_is_read_by_the_type_that_is_asked_for(Type type, string text, object expected)
        => Assert.Equal(expected, Bind(type, text, out _));

    [Fact]
    public void Durations_sizes_times_versions_urls_and_decimals_are_read()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(500), Bind(typeof(TimeSpan), "500ms", out _));
        Assert.Equal(TimeSpan.FromMinutes(1), Bind(typeof(TimeSpan?), "00:01:00", out _));
        Assert.Equal(ByteSize.Kilobytes(16), Bind(typeof(ByteSize), "16KB", out _));
        Assert.Equal(new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero), Bind(typeof(DateTimeOffset?), "2027-01-31T00:00:00Z", out _));
        Assert.Equal(new DateTimeOffset(2027, 1, 31, 8, 0, 0, 500, TimeSpan.FromHours(-5)),
            Bind(typeof(DateTimeOffset), "2027-01-31T08:00:00.5-05:00", out _));
        Assert.Equal(new Version(2, 0), Bind(typeof(Version), "2", out _));
        Assert.Equal(new Version(1, 1), Bind(typeof(Version), "1.1", out _));
        Assert.Equal(new Uri("https://example.com/x"), Bind(typeof(Uri), "https://example.com/x", out _));
        Assert.Equal(0.1m, Bind(typeof(decimal), "0.1", out _));
    }

    [Theory]
    [InlineData(typeof(bool), "1", "it is 1; it must be true or false.")]
    [InlineData(typeof(bool), "yes", "it is 'yes'; it must be true or false.")]
    [InlineData(typeof(int), "", $"it is ''; it {Int}")]
    [InlineData(typeof(int), "abc", $"it is 'abc'; it {Int}")]
    [InlineData(typeof(int), "1.5", $"it is 1.5; it {Int}")]
    [InlineData(typeof(int), " 1", $"it is ' 1'; it {Int}")]
    [InlineData(typeof(int), "0x10", $"it is 0x10; it {Int}")]
    [InlineData(typeof(int), "2147483648", $"it is 2147483648; it {Int}")]
    [InlineData(typeof(byte), "-1", "it is -1; it must be a whole number from 0 to 255.")]
    [InlineData(typeof(double), "NaN", "it is 'NaN'; it must be a number.")]
    [InlineData(typeof(double), "Infinity", "it is 'Infinity'; it must be a number.")]
    [InlineData(typeof(double), "1e999", "it is 1e999; it must be a number.")]
    [InlineData(typeof(double), "", "it is ''; it must be a number.")]
    [InlineData(typeof(decimal), "79228162514264337593543950336", "it is 79228162514264337593543950336; it must be a number.")]
    [InlineData(typeof(TimeSpan), "5", $"it is 5; it {Duration}")]
    [InlineData(typeof(TimeSpan), "99999999999d", $"it is 99999999999d; it {Duration}")]
    [InlineData(typeof(TimeSpan), "1 minute", $"it is '1 minute'; it {Duration}")]
    [InlineData(typeof(ByteSize), "16 furlongs", "it is '16 furlongs'; it must be a size such as 512, 16KB, 1MB or 2GB.")]
    [InlineData(typeof(DateTimeOffset), "2027-01-31", $"it is 2027-01-31; it {Time}")]
    [InlineData(typeof(DateTimeOffset), "2027-01-31T00:00:00", $"it is 2027-01-31T00:00:00; it {Time}")]
    [InlineData(typeof(DateTimeOffset), "2027-02-30T00:00:00Z", $"it is 2027-02-30T00:00:00Z; it {Time}")]
    [InlineData(typeof(DateTimeOffset), "tomorrow", $"it is 'tomorrow'; it {Time}")]
    [InlineData(typeof(Version), "two", "it is 'two'; it must be a version such as 2 or 1.1.")]
    [InlineData(typeof(Uri), "example.com", "it is 'example.com'; it must be an absolute URL such as https://example.com/path.")]
    [InlineData(typeof(Algorithm), "leaky-bucket", "it is 'leaky-bucket'; it must be one of: sliding-window, token-bucket.")]
    [InlineData(typeof(Algorithm), "0", "it is 0; it must be one of: sliding-window, token-bucket.")]
    [InlineData(typeof(char), "xy", "it is 'xy'; it must be one character.")]
    public void Text_that_does_not_fit_is_refused_with_what_is_allowed(Type type, string text, string expected)
    {
        Assert.Null(Bind(type, text, out var errors));
        Assert.Equal([expected], errors.Items.Select(e => e.Message));
    }

    [Theory]
    [InlineData("[1, 2]", "it is a list; it must be text.")]
    [InlineData("{ a: 1 }", "it is a mapping; it must be text.")]
    [InlineData("null", "it is null; it must be text.")]
    public void Only_a_scalar_is_text(string text, string expected)
    {
        var errors = new ConfigErrors();
        Assert.Null(NodeBinder.Bind(typeof(string), Documents.Node(text), At(errors)));
        Assert.Equal([expected], errors.Items.Select(e => e.Message));
    }

    [Fact]
    public void A_long_value_is_cut_and_control_characters_are_escaped()
    {
        Bind(typeof(int), new string('x', 5000) + "\n", out var errors);
        Assert.Equal($"it is '{new string('x', 80)}...'; it {Int}", errors.Items[0].Message);

        Bind(typeof(int), "a\r\n\u202Eb", out errors);
        Assert.StartsWith(@"it is 'a\u000d\u000a\u202eb'; ", errors.Items[0].Message, StringComparison.Ordinal);
    }

    private static object? Bind(Type type, string text, out ConfigErrors errors)
    {
        errors = new ConfigErrors();
        return NodeBinder.Bind(type, new ConfigScalar(default, text), At(errors));
    }

    private static BindingPoint At(ConfigErrors errors) => new(errors, new ConfigPiece("here"), "", default);
}
