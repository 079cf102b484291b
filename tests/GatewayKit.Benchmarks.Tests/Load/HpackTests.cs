namespace GatewayKit.Benchmarks.Load;

public sealed class HpackTests
{
    [Theory]
    [InlineData("88", true)]
    [InlineData("2088", true)]
    [InlineData("3FE11F88C0", true)]
    [InlineData("3FE11F8D", false)]
    [InlineData("8D", false)]
    [InlineData("20", false)]
    [InlineData("", false)]
    public void A_block_begins_with_the_status_200_or_not(string block, bool isOk)
        => Assert.Equal(isOk, Hpack.IsOk(Convert.FromHexString(block)));

    [Fact]
    public void Further_requests_refer_to_the_headers_of_the_first()
    {
        var (first, next) = Hpack.Encode(new LoadSpec { Port = 1, AnswerBytes = 100 });

        // :method and :scheme, then nine entries of the dynamic table, of which the oldest has the highest index.
        Assert.Equal("8286" + "C6C5C4C3C2C1C0BFBE", Convert.ToHexString(next));
        Assert.InRange(first.Length, 200, 400);
    }
}
