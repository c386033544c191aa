using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Chimera.Fleet.Hosts;

/// <summary>The header of a request: <c>ID OPERATION LENGTH =ARGUMENT …</c>, one line of printable ASCII.</summary>
internal static partial class RequestLine
{
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/+:@%=,-"u8);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The call can not be a request: the caller is wrong, whatever the host is.</exception>
    public static byte[] Encode(long id, HostCall call)
    {
        if (!OperationName().IsMatch(call.Operation))
            throw new ArgumentException($"'{call.Operation}' is not the name of an operation.", nameof(call));
        if ((call.InputLength > 0 && call.Input is null) || call.InputLength < 0)
            throw new ArgumentException("The length of the input does not fit its stream.", nameof(call));
        var line = new StringBuilder().Append(id).Append(' ').Append(call.Operation).Append(' ').Append(call.InputLength);
        foreach (var argument in call.Arguments)
            AppendArgument(line, argument);
        return Encoding.ASCII.GetBytes(line.Append('\n').ToString());
    }

    private static void AppendArgument(StringBuilder line, string argument)
    {
        if (argument.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("An argument can not hold a NUL.", nameof(argument));
        line.Append(" =");
        foreach (var octet in Utf8.GetBytes(argument))
        {
            if (Plain.Contains(octet))
                line.Append((char)octet);
            else
                line.Append("\\0").Append((char)('0' + (octet >> 6))).Append((char)('0' + ((octet >> 3) & 7))).Append((char)('0' + (octet & 7)));
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]*\z", RegexOptions.None, 1000)]
    private static partial Regex OperationName();
}
