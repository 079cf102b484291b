using System.Collections.Frozen;
using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Security.Authentication;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Tests.Configuration.Binding;

internal enum Mode
{
    Strict,
    VeryLenient,
}

internal sealed record LimitPair
{
    [Range(1, 1_000_000)]
    public required int Limit { get; init; }

    [DurationRange("1s", "1d")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>A property of every shape that options can have.</summary>
internal sealed record ShapeOptions
{
    public string? Text { get; init; }

    public Mode? Mode { get; init; }

    public SslProtocols? Protocols { get; init; }

    public string[] Array { get; init; } = ["default"];

    public List<int>? List { get; init; }

    public IReadOnlyList<string>? ReadOnlyList { get; init; }

    public IReadOnlyCollection<TimeSpan>? Collection { get; init; }

    public IReadOnlySet<string>? Set { get; init; }

    public ImmutableArray<LimitPair> Limits { get; init; }

    public IReadOnlyDictionary<string, string>? Names { get; init; }

    public ImmutableDictionary<string, LimitPair>? Pairs { get; init; }

    public FrozenDictionary<string, string[]>? Frozen { get; init; }

    public LimitPair? Nested { get; init; }

    public object? Anything { get; init; }

    public ConfigNode? Node { get; init; }

    public int Fixed => Hidden;

    internal int Hidden { get; init; }
}

internal sealed record RuleOptions : IValidatedOptions
{
    [Range(1, 1_000_000)]
    public int Limit { get; init; } = 1;

    [Range(0.5, 1, MinimumIsExclusive = true)]
    public double Ratio { get; init; } = 1;

    [Range(1, 10)]
    public long Long { get; init; } = 1;

    [Range(typeof(TimeSpan), "1s", "1h")]
    public TimeSpan Span { get; init; } = TimeSpan.FromMinutes(1);

    [Range(typeof(ByteSize), "1KB", "1MB")]
    public ByteSize Size { get; init; } = ByteSize.Kilobytes(1);

    [DurationRange("1ms", "1d")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    [StringLength(5, MinimumLength = 2)]
    public string? Name { get; init; }

    [MinLength(1)]
    public IReadOnlyList<string> Headers { get; init; } = ["x"];

    [Length(1, 2)]
    public string[]? Two { get; init; }

    [RegularExpression("[a-z]+")]
    public string? Word { get; init; }

    [RegularExpression(@"(a+)+\1", ErrorMessage = "must be a pair of words")]
    public string? Backtracking { get; init; }

    [AllowedValues("red", "green")]
    public string? Color { get; init; }

    [Required]
    public string Given { get; init; } = "given";

    [EmailAddress]
    public string? Mail { get; init; }

    [Throwing]
    public string? Throwing { get; init; }

    public string Setter { get; init => field = value == "bad" ? throw new ArgumentException(value) : value; } = "";

    public int Least { get; init; }

    public int Most { get; init; } = 10;

    public IEnumerable<OptionsError> Validate()
    {
        if (Least == 99)
            throw new InvalidOperationException("secret");
        if (Least > Most)
            yield return new OptionsError("least", "is greater than 'most'");
    }
}

internal sealed class ThrowingAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null ? true : throw new InvalidOperationException("secret");
}

internal sealed record SecretOptions
{
    [Secret, MinLength(8)]
    public string? Key { get; init; }

    [Secret]
    public int Pin { get; init; }

    [Secret]
    public IReadOnlyList<int>? Pins { get; init; }

    [Secret]
    public IReadOnlyDictionary<string, int>? ByName { get; init; }

    [Secret]
    public LimitPair? Nested { get; init; }

    [Secret]
    public Mode Mode { get; init; }

    [Secret, RegularExpression("[0-9]+")]
    public string? Digits { get; init; }

    public int Port { get; init; }
}

internal sealed record PartedOptions
{
    [CommaSeparated, RegularExpression("[a-z]+(, [a-z]+)*")]
    public string Parts { get; init; } = "a";
}

internal sealed record PausingOptions
{
    public PauseOptions? Pause { get; init; }
}

[Shorthand(nameof(Fixed))]
internal sealed record PauseOptions : IValidatedOptions
{
    [DurationRange("0s", "1h")]
    public TimeSpan? Fixed { get; init; }

    public TimeSpan? Min { get; init; }

    public TimeSpan? Max { get; init; }

    public IEnumerable<OptionsError> Validate()
    {
        if (Fixed == TimeSpan.FromMinutes(13))
            yield return new OptionsError("", "is unlucky");
    }
}
