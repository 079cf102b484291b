using System.Buffers.Binary;
using GatewayKit.Plugins.KeyAuth;

namespace GatewayKit.Plugins.Tests.KeyAuth;

public class KeyFingerprintTests
{
    private static readonly UInt128 s_key = BinaryPrimitives.ReadUInt128LittleEndian(Counting(16));

    /// <summary>The published test vectors of SipHash-2-4 with 128 bits.</summary>
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    [InlineData(2, "8177228da4a45dc7fca38bdef60affe4")]
    [InlineData(15, "5493e99933b0a8117e08ec0f97cfc3d9")]
    public void A_fingerprint_is_a_SipHash(int length, string expected)
    {
        var fingerprint = KeyFingerprint.Of(s_key, Counting(length));

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, fingerprint.First);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], fingerprint.Second);
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [InlineData("alice-key", "alice-key", true)]
    [InlineData("alice-key", "alice-kez", false)]
    [InlineData("alice-key", "alice-key\0", false)]
    [InlineData("caf\u00e9", "caf\u00e8", false)]
    public void Only_the_same_texts_have_the_same_fingerprint(string left, string right, bool same)
        => Assert.Equal(same, KeyFingerprint.Of(s_key, left).Is(KeyFingerprint.Of(s_key, right)));

    [Fact]
    public void Another_key_gives_another_fingerprint()
        => Assert.False(KeyFingerprint.Of(KeyFingerprint.CreateKey(), "alice").Is(KeyFingerprint.Of(KeyFingerprint.CreateKey(), "alice")));

    private static byte[] Counting(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];
}
