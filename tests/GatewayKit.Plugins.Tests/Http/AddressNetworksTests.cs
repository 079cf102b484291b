using System.Net;

namespace GatewayKit.Plugins.Tests.Http;

public sealed class AddressNetworksTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.255.255", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "::10.1.2.3", false)]
    [InlineData("10.0.0.0/8", "64:ff9b::10.1.2.3", false)]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.7", "203.0.113.6", false)]
    [InlineData("::ffff:10.0.0.0/104", "10.200.0.1", true)]
    [InlineData("::ffff:0a00:1", "10.0.0.1", true)]
    [InlineData("0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true)]
    [InlineData("::/0", "10.0.0.1", false)]
    [InlineData("::/0", "::ffff:10.0.0.1", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::", false)]
    [InlineData("2001:DB8:0:0::7", "2001:db8::7", true)]
    [InlineData("2001:db8::7/128", "2001:db8::8", false)]
    [InlineData("fe80::/10", "fe80::1%3", true)]
    [InlineData("::1", "127.0.0.1", false)]
    public void An_address_is_found_in_any_spelling(string entry, string address, bool isInside)
        => Assert.Equal(isInside, new AddressNetworks([entry]).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0a000001")]
    [InlineData("10.0.0.1:80")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/255.0.0.0")]
    [InlineData("10.0.0.1/8")]
    [InlineData(" 10.0.0.1")]
    [InlineData("::/129")]
    [InlineData("2001:db8::1/32")]
    [InlineData("::ffff:0:0/90")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("example.com")]
    [InlineData("*")]
    public void Text_that_programs_read_in_different_ways_is_refused(string entry)
    {
        Assert.Equal("from[1]", Assert.Single(AddressNetworks.Validate("from", ["::1", entry])).Option);
        Assert.Throws<FormatException>(() => new AddressNetworks([entry]));
    }

    [Theory]
    [InlineData("10.0.0.1/8", "is '10.0.0.1/8'; the address has bits after the prefix; the network is 10.0.0.0/8")]
    [InlineData("::ffff:10.0.0.1/104",
        "is '::ffff:10.0.0.1/104'; the address has bits after the prefix; the network is 10.0.0.0/8")]
    [InlineData("2001:db8::1/32", "is '2001:db8::1/32'; the address has bits after the prefix; the network is 2001:db8::/32")]
    [InlineData("a\nb",
        "is 'a?b'; it must be an address such as 203.0.113.7 or 2001:db8::7, or a network such as 10.0.0.0/8 or 2001:db8::/32")]
    public void An_error_says_what_is_allowed(string entry, string message)
        => Assert.Equal(new OptionsError("from[0]", message), Assert.Single(AddressNetworks.Validate("from", [entry])));

    [Fact]
    public void No_address_is_in_an_empty_list_and_an_unknown_one_is_in_none()
    {
        Assert.False(new AddressNetworks([]).Contains(IPAddress.Loopback));
        Assert.Equal(0, new AddressNetworks([]).Count);
        Assert.False(new AddressNetworks(["0.0.0.0/0", "::/0"]).Contains(null));
    }

    [Fact]
    public void Ranges_that_overlap_or_touch_are_one()
    {
        var set = new AddressNetworks(
            ["10.0.0.128/25", "10.0.0.0/25", "10.0.0.7", "10.0.1.0/24", "::2", "::1", "::4", "255.255.255.255", "255.255.255.254"]);

        Assert.Equal(4, set.Count);
        Assert.True(set.Contains(IPAddress.Parse("10.0.1.255")));
        Assert.False(set.Contains(IPAddress.Parse("::3")));
    }

    [Fact]
    public void Many_random_networks_give_the_answers_of_a_search_one_by_one()
    {
        var random = new Random(7);
        string[] entries = [.. Enumerable.Range(0, 2000).Select(_ => Network(random))];
        var networks = entries.Select(entry => IPNetwork.Parse(entry)).ToArray();
        var set = new AddressNetworks(entries);

        Assert.All(Enumerable.Range(0, 2000).Select(_ => Address(random)),
            address => Assert.Equal(networks.Any(network => network.Contains(address)), set.Contains(address)));
    }

    private static string Network(Random random)
    {
        var prefix = random.Next(8, 33);
        var network = (uint)random.NextInt64(1L << 32) & (uint.MaxValue << (32 - prefix)) & 0x0fff_ffff;
        return $"{Of(network & (uint.MaxValue << (32 - prefix)))}/{prefix}";
    }

    private static IPAddress Address(Random random) => Of((uint)random.NextInt64(1L << 28));

    private static IPAddress Of(uint value) => new([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
}
