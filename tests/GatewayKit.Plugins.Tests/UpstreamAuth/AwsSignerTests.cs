using System.Globalization;
using GatewayKit.Plugins.UpstreamAuth;
using GatewayKit.Plugins.UpstreamAuth.Signing;

namespace GatewayKit.Plugins.Tests.UpstreamAuth;

/// <summary>
/// The examples of AWS: "Examples: Signature Calculations in AWS Signature Version 4" in the Amazon S3 API reference, and the public
/// AWS Signature Version 4 test suite.
/// </summary>
public class AwsSignerTests
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("GET", "/?lifecycle", EmptyHash, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("GET", "/?max-keys=2&prefix=J", EmptyHash, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    [InlineData("GET", "/?prefix=J&max-keys=2", EmptyHash, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void The_signatures_are_those_of_the_S3_reference(string method, string target, string payload, string signature)
    {
        var signer = new AwsSigner(new AwsSignature
        {
            AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
            SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            Region = "us-east-1",
            Service = "s3",
        });

        var authorization = signer.Sign(
            method,
            target,
            [
                new("Host", "examplebucket.s3.amazonaws.com"),
                new("x-amz-date", "20130524T000000Z"),
                new("x-amz-content-sha256", payload),
            ],
            payload,
            Time("2013-05-24T00:00:00Z"));

        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
            + $"SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}",
            authorization);
    }

    [Theory]
    [InlineData("GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "//", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "//example//", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84")]
    [InlineData("POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("GET", "/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    public void The_signatures_are_those_of_the_test_suite(string method, string target, string signature)
    {
        var signer = new AwsSigner(new AwsSignature
        {
            AccessKeyId = "AKIDEXAMPLE",
            SecretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            Region = "us-east-1",
            Service = "service",
        });

        var authorization = signer.Sign(
            method,
            target,
            [new("Host", "example.amazonaws.com"), new("X-Amz-Date", "20150830T123600Z")],
            EmptyHash,
            Time("2015-08-30T12:36:00Z"));

        Assert.EndsWith("Signature=" + signature, authorization, StringComparison.Ordinal);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
