using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Tests.Authentication;

public sealed class EncodedKeysTests
{
    public static TheoryData<string> Curves => ["nistP256", "nistP384", "nistP521"];

    [Theory, MemberData(nameof(Curves))]
    public void A_point_on_the_curve_is_valid_and_any_other_is_not(string curve)
    {
        using var ec = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var key = ec.ExportParameters(false);

        Assert.True(EncodedKeys.IsValid(key));
        Assert.All([0, key.Q.X!.Length / 2, key.Q.X.Length - 1], at =>
        {
            Assert.False(EncodedKeys.IsValid(key with { Q = new ECPoint { X = Changed(key.Q.X, at), Y = key.Q.Y } }));
            Assert.False(EncodedKeys.IsValid(key with { Q = new ECPoint { X = key.Q.X, Y = Changed(key.Q.Y!, at) } }));
        });
    }

    [Theory, MemberData(nameof(Curves))]
    public void Coordinates_have_the_full_length_and_are_below_the_prime(string curve)
    {
        using var ec = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var (key, zero) = (ec.ExportParameters(false), new byte[ec.ExportParameters(false).Q.X!.Length]);
        (byte[]? X, byte[]? Y)[] points =
        [
            (zero, zero), (null, null), ([], []), ([0, .. key.Q.X!], key.Q.Y), (key.Q.X![1..], key.Q.Y![1..]),
            (zero.Select(_ => byte.MaxValue).ToArray(), key.Q.Y),
        ];

        Assert.All(points, point => Assert.False(EncodedKeys.IsValid(key with { Q = new ECPoint { X = point.X, Y = point.Y } })));
    }

    [Fact]
    public void A_point_of_another_curve_is_not_valid()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        var key = ec.ExportParameters(false);

        Assert.False(EncodedKeys.IsValid(key));
        Assert.False(EncodedKeys.IsValid(key with { Curve = ECCurve.NamedCurves.nistP256 }));
    }

    [Theory, MemberData(nameof(Curves))]
    public void An_encoded_point_is_the_one_that_the_platform_reads(string curve)
    {
        using var ec = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var expected = ec.ExportParameters(false);

        Assert.True(EncodedKeys.TryReadEc(PublicKey.CreateFromSubjectPublicKeyInfo(ec.ExportSubjectPublicKeyInfo(), out _), out var read));
        Assert.Equal(expected.Curve.Oid.Value, read.Curve.Oid.Value);
        Assert.Equal(expected.Q.X, read.Q.X);
        Assert.Equal(expected.Q.Y, read.Q.Y);
    }

    [Fact]
    public void An_encoded_RSA_key_is_the_one_that_the_platform_reads()
    {
        using var rsa = RSA.Create(2048);
        var (der, expected) = (rsa.ExportRSAPublicKey(), rsa.ExportParameters(false));

        Assert.True(EncodedKeys.TryReadRsa(der, out var read));
        Assert.Equal(expected.Modulus, read.Modulus);
        Assert.Equal(expected.Exponent, read.Exponent);
        Assert.True(EncodedKeys.IsValid(read));
        Assert.False(EncodedKeys.TryReadRsa(der.AsMemory(..^1), out _));
        Assert.False(EncodedKeys.TryReadRsa(new byte[] { 0x30, 0x06, 0x02, 0x01, 0x81, 0x02, 0x01, 0x03 }, out _));
    }

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(4, 3, false)]
    [InlineData(3, 1, false)]
    [InlineData(3, 2, false)]
    [InlineData(0, 3, false)]
    [InlineData(3, 0, false)]
    public void Modulus_and_exponent_are_odd(byte modulus, byte exponent, bool isValid)
        => Assert.Equal(isValid, EncodedKeys.IsValid(new RSAParameters { Modulus = [0, modulus], Exponent = [exponent] }));

    private static byte[] Changed(byte[] bytes, int at)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= 1;
        return changed;
    }
}
