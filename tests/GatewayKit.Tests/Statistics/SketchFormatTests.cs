using GatewayKit.Statistics;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Statistics;

public sealed class SketchFormatTests
{
    [Fact]
    public void The_form_is_the_version_and_distances_with_counts()
    {
        var sketch = new LatencySketch();
        sketch.Add(3, 1);
        sketch.Add(5, 300);

        Assert.Equal([1, 3, 1, 2, 0xAC, 0x02], sketch.ToBytes());
        Assert.Equal(301, LatencySketch.FromBytes(sketch.ToBytes()).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("0103")]
    [InlineData("010300")]
    [InlineData("010380")]
    [InlineData("01FFFF0101")]
    [InlineData("0103010001")]
    [InlineData("0103FFFFFFFFFFFFFFFFFF02")]
    [InlineData("0103FFFFFFFFFFFFFFFF7F01FFFFFFFFFFFFFFFF7F01FFFFFFFFFFFFFFFF7F")]
    [InlineData("01030180808080808080808080808080808001")]
    public void Bytes_that_are_not_a_sketch_are_rejected(string bytes)
        => Assert.Throws<FormatException>(() => LatencySketch.FromBytes(Convert.FromHexString(bytes)));

    [Fact]
    [Trait("Cases", "Generated")]
    public void Random_bytes_are_a_sketch_or_rejected()
    {
        for (var seed = 0; seed < Cases.Of(2000); seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
                bytes[0] = 1;
            var count = -1L;
            try
            {
                count = LatencySketch.FromBytes(bytes).Count;
            }
            catch (FormatException)
            {
                continue;
            }

            Assert.True(count >= 0);
        }
    }
}
