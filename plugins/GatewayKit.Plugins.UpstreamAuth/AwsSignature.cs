using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>AWS Signature Version 4.</summary>
public sealed record AwsSignature : IValidatedOptions
{
    /// <summary>The id of the access key.</summary>
    [RegularExpression("[A-Za-z0-9]{16,128}", ErrorMessage = "must have 16 to 128 letters and digits")]
    public required string AccessKeyId { get; init; }

    /// <summary>The secret access key.</summary>
    [Secret, StringLength(256, MinimumLength = 1)]
    public required string SecretAccessKey { get; init; }

    /// <summary>The session token of temporary credentials.</summary>
    [Secret, StringLength(8192, MinimumLength = 1)]
    public string? SessionToken { get; init; }

    /// <summary>The region, such as <c>eu-central-1</c>.</summary>
    [RegularExpression("[a-z0-9-]{1,64}", ErrorMessage = "must have 1 to 64 lowercase letters, digits and hyphens")]
    public required string Region { get; init; }

    /// <summary>The service, such as <c>execute-api</c>, <c>lambda</c> or <c>s3</c>.</summary>
    [RegularExpression("[a-z0-9-]{1,64}", ErrorMessage = "must have 1 to 64 lowercase letters, digits and hyphens")]
    public required string Service { get; init; }

    /// <summary>
    /// Whether the signature covers the body, which the gateway then reads into memory. An unsigned body streams; only S3 over HTTPS
    /// accepts it.
    /// </summary>
    public bool SignBody { get; init; } = true;

    /// <summary>The maximum size of a signed body, 1 byte to 100 MB. The gateway answers a larger body with 413.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (MaxBodySize.Bytes is < 1 or > 100L * 1024 * 1024)
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be between 1 byte and 100 MB");
        if (SessionToken is not null && !HeaderOptions.IsValue(SessionToken))
            yield return new OptionsError("sessionToken", "must contain only printable ASCII characters and spaces");
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the secrets.</summary>
    public override string ToString() => nameof(AwsSignature);
}
