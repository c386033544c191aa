using System.Text.Encodings.Web;

namespace Chimera.Cli.Terminal;

/// <summary>
/// Leaves in a JSON string what can be printed in ASCII, so that an apostrophe stays one, and escapes the rest as the framework does. The
/// framework's own encoders begin with a table of all of Unicode, a tenth of a short command; here it is made where something is escaped.
/// </summary>
internal sealed unsafe class AsciiEncoder : JavaScriptEncoder
{
    public override int MaxOutputCharactersPerInputCharacter => @"\u0000".Length;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or > '~' or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var index = 0; index < textLength; index++)
        {
            if (WillEncode(text[index]))
            {
                return index;
            }
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        Default.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
