using System.Security.Cryptography.X509Certificates;
using GatewayKit.Plugins.MtlsAuth;

namespace GatewayKit.Plugins.Tests.MtlsAuth;

public sealed class SubjectNameTests
{
    [Theory]
    [InlineData("CN=a, O=b", "CN=a,O=b")]
    [InlineData("CN=a + UID=b,O=c", "CN=a+UID=b,O=c")]
    [InlineData("CN = a , O = b", "CN=a,O=b")]
    [InlineData("CN=a\\, b,O=c d", "CN=a\\, b,O=c d")]
    public void Spaces_around_separators_dont_matter(string configured, string expected)
        => Assert.Equal(expected, SubjectName.Normalize(configured));

    [Fact]
    public void The_last_name_comes_first_and_characters_are_escaped()
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddOrganizationName("a,b+\"c\"");
        name.AddCommonName(" x\0y\n=z ");

        // The builder writes the names in the reverse order of the calls.
        var text = SubjectName.Format(SubjectName.Read(name.Build()));

        Assert.Equal(["CN=\\ x\\00y\\0A=z\\ ", "O=a\\,b\\+\\\"c\\\""], Split(text).Order());
    }

    private static string[] Split(string text)
        => text.StartsWith("CN", StringComparison.Ordinal)
            ? [text[..text.IndexOf(",O=", StringComparison.Ordinal)], text[(text.IndexOf(",O=", StringComparison.Ordinal) + 1)..]]
            : [text[..text.IndexOf(",CN=", StringComparison.Ordinal)], text[(text.IndexOf(",CN=", StringComparison.Ordinal) + 1)..]];
}
